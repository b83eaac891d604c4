import { hoursPerMonth } from "../../core/kinds/consumption.ts";
import type { Charge, Consumption, Range, Usage, UsageAssumption } from "../../core/kinds/consumption.ts";
import { times } from "./quantities.ts";

/** What is assumed of one subscription, by the names of a kind's assumptions. */
export type Assumed<Assumptions> = Readonly<Record<keyof Assumptions, Range>>;

/** What is assumed where the estate says some of it, and the rest is as usual. */
export function assumed<Assumptions extends Readonly<Record<string, UsageAssumption>>>(
  assumptions: Assumptions,
  usage: Usage,
): Assumed<Assumptions> {
  const ranges = Object.entries(assumptions).map(([name, { usual }]) => {
    return [name, Object.hasOwn(usage, name) ? (usage[name] ?? usual) : usual] as const;
  });
  return Object.fromEntries(ranges) as Assumed<Assumptions>;
}

/** So many things that are paid for by the hour, all month long. */
export function hourly(rate: string, things: Range | number, region?: string): Charge {
  return { rate, ...inRegion(region), unit: "hour", quantity: times(things, hoursPerMonth) };
}

/** So much of something that is paid for by its unit. */
export function charge(rate: string, unit: Charge["unit"], quantity: Range, region?: string): Charge {
  return { rate, ...inRegion(region), unit, quantity };
}

/** Resources of one type that are paid for; nothing where there are none. */
export function charged(part: string, type: string, count: number, charges: readonly Charge[]): Consumption[] {
  return count === 0 ? [] : [{ part, type, count, charges }];
}

/** Resources that nothing is paid for, by their types; types of which there are none are left out. */
export function free(part: string, reason: string, counts: Readonly<Record<string, number>>): Consumption[] {
  return Object.entries(counts).flatMap(([type, count]) => {
    return count === 0 ? [] : [{ part, type, count, charges: [], free: reason }];
  });
}

function inRegion(region: string | undefined): Pick<Charge, "region"> {
  return region === undefined ? {} : { region };
}
