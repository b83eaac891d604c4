import { nextWindow, type Freeze, type MaintenanceTerms, type WindowOccurrence } from "../maintenance/nextWindow.ts";

/**
 * The occurrences of a tenant's maintenance window that are open at some time between two instants, in their order.
 *
 * @param from an instant in UTC, such as `2026-12-01T00:00:00Z`.
 * @param to the instant after the last.
 */
export function windowsBetween(
  maintenance: MaintenanceTerms,
  from: string,
  to: string,
  freezes: readonly Freeze[] = [],
): WindowOccurrence[] {
  const found: WindowOccurrence[] = [];
  let next = nextWindow(maintenance, from, freezes);
  while (next !== undefined && Date.parse(next.begin) < Date.parse(to)) {
    found.push(next);
    next = nextWindow(maintenance, next.end, freezes);
  }
  return found;
}
