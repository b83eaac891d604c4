import type { TenantManifest } from "../schema/tenant.ts";
import { laterWindow, parseWindow, type WeekWindow } from "./weekWindow.ts";

/**
 * The instants at which a zone's offset is looked at: noon UTC, twice a month, of one year. The year is fixed, so that a window
 * never moves by itself; it is that of the first contracts. Two instants, in winter and in summer, would miss zones whose clocks
 * change for weeks only, as Morocco's do in Ramadan.
 */
const instants = Array.from({ length: 24 }, (_, half) => Date.UTC(2026, half >> 1, half % 2 === 0 ? 1 : 16, 12));

/** Answers by zone: asking `Intl` takes longer than all else about a window. */
const known = new Map<string, readonly number[]>();

/**
 * A tenant's maintenance window for what knows UTC alone: it lies inside the tenant's own one whatever the season, so it is shorter
 * by as much as the zone's clocks move.
 *
 * @param leastMinutes how long it has to be at least.
 * @returns the window in the week of UTC, or how long the tenant's own one would have to be. A zone that does not exist counts as
 *   UTC: the loader refuses it by itself.
 */
export function utcWindow(
  maintenance: TenantManifest["spec"]["maintenance"],
  leastMinutes: number,
): { readonly window: WeekWindow } | { readonly neededMinutes: number } {
  const { window, timeZone } = maintenance;
  const local = parseWindow(window);
  const offsets = known.get(timeZone) ?? offsetsOf(timeZone);
  known.set(timeZone, offsets);
  const [west, east] = [Math.min(...offsets), Math.max(...offsets)];
  // By UTC it begins latest while the clocks are least ahead, and ends first while they are most ahead.
  const minutes = local.minutes - (east - west);
  if (minutes < leastMinutes) return { neededMinutes: leastMinutes + east - west };
  return { window: laterWindow(local, -west, minutes) };
}

/** Minutes that a zone's clocks are ahead of UTC, at all the instants. */
function offsetsOf(timeZone: string): number[] {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  } catch {
    return [0];
  }
  return instants.map((instant) => {
    // `GMT+05:30`, or `GMT` alone.
    const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours = 0, minutes = 0] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  });
}
