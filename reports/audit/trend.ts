import type { Evidence, Totals } from "../../core/results/evidence.ts";
import { digestOf } from "./json.ts";
import { outcomes, postureOf } from "./posture.ts";

/** What the next report has to know of this one, so that it can say what changed. */
export function previousOf(evidence: Evidence): NonNullable<Evidence["previous"]> {
  const posture = postureOf(evidence);
  return {
    time: evidence.time,
    digest: digestOf(evidence),
    totals: posture.totals,
    tenants: Object.fromEntries(posture.tenants.map(({ tenant, totals }) => [tenant.tenant, totals])),
    frameworks: Object.fromEntries(posture.frameworks.map(({ id, totals }) => [id, totals])),
  };
}

/** By how much each count differs from what it was before; undefined when it is not known how it was. */
export function changeOf(now: Totals, before: Totals | undefined): Totals | undefined {
  if (before === undefined) return undefined;
  const change = { ...now };
  for (const outcome of outcomes) change[outcome] -= before[outcome];
  return change;
}

/** The entry of a record, where any text may be asked for, such as `constructor`. */
export function entryOf<Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A change with its sign, `+3`, `-1` or `±0`. */
export function signed(change: number): string {
  return change > 0 ? `+${String(change)}` : change === 0 ? "±0" : `-${String(-change)}`;
}
