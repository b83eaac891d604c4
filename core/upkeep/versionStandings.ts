import type { Lifecycle } from "../schema/lifecycles.ts";
import { daysBetween } from "../calendarDays.ts";

/** Where a version is in its life: supported, for so many days only, or not any more. */
export type VersionStanding = "supported" | "ending" | "ended";

/** Versions' standings by product and version. */
export type VersionStandings = Readonly<Record<string, Readonly<Record<string, VersionStanding>>>>;

/**
 * Where each version is in its life on a day. It is the same from day to day until a version reaches its next standing, so that what was
 * judged by it need not be judged anew every day.
 *
 * @param days within how many days an end is near.
 */
export function versionStandings(lifecycles: readonly Lifecycle[], today: string, days: number): VersionStandings {
  const standingOf = ({ endOfSupport }: Lifecycle): VersionStanding => {
    const left = daysBetween(today, endOfSupport);
    return left < 0 ? "ended" : left <= days ? "ending" : "supported";
  };
  return Object.fromEntries(
    [...Map.groupBy(lifecycles, ({ product }) => product)].map(([product, lives]) => [
      product,
      Object.fromEntries(lives.map((life) => [life.version, standingOf(life)])),
    ]),
  );
}
