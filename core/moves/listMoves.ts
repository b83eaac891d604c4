import type { Freeze } from "../maintenance/nextWindow.ts";
import type { ListedMove } from "../results/moves.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import { standingOf, type MoveCalendar } from "./standing.ts";

/** The pending moves of tenants: by the day they are for, those without one last, then by tenant and subscription. */
export function listMoves(
  manifests: readonly TenantManifest[],
  calendar: Pick<MoveCalendar, "today" | "now">,
  freezes: readonly Freeze[],
): ListedMove[] {
  const all = manifests.flatMap(({ metadata, spec }) =>
    spec.subscriptions.flatMap(({ name, tier, pending }) => {
      if (pending === undefined) return [];
      const { day, window, due, overdue, daysLeft } = standingOf(pending, spec.maintenance, { ...calendar, freezes });
      const waits = spec.state === "active" ? (day === undefined ? "frozen" : undefined) : spec.state;
      const { to, when, on, requested, approvedBy } = pending;
      const move: ListedMove = {
        ...{ tenant: metadata.id, subscription: name, from: tier, to, when, on, requested },
        ...(approvedBy !== undefined && { approvedBy }),
        ...(window !== undefined && { window }),
        ...(daysLeft !== undefined && { daysLeft }),
        ...{ due, overdue },
        ...(waits !== undefined && { waits }),
      };
      return [{ move, key: JSON.stringify([day ?? "9999-12-31", metadata.id, name]) }];
    }),
  );
  return all.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ move }) => move);
}
