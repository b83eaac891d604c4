import type { TenantManifest } from "../schema/tenant.ts";
import type { TierManifest } from "../schema/tier.ts";
import { renewalOnOrAfter } from "./renewal.ts";

/** When a move takes effect: at once, in the first window from a day on, or at the renewal on a day. */
export type MoveTime =
  | {
      readonly when: "now";
      /** The renewal that today is, for a move that is allowed at one only. */ readonly on?: string;
    }
  | { readonly when: "window" | "renewal"; readonly on: string };

/** What whoever orders a move says of its time. */
export interface AskedTime {
  readonly when?: MoveTime["when"] | undefined;
  /** A calendar day, such as `2026-12-31`. */
  readonly on?: string | undefined;
}

/**
 * When a move takes effect: as asked, or, where nothing is asked, at once, or at the next renewal where the tier allows it then only.
 *
 * @param allowed when the tier allows it; undefined for another version of the same tier, which is allowed at once.
 * @returns the time, or why it cannot be then.
 */
export function decideTime(
  allowed: TierManifest["spec"]["moves"][number]["when"] | undefined,
  asked: AskedTime,
  contract: Pick<TenantManifest["spec"]["contract"], "start" | "billing">,
  today: string,
): MoveTime | { readonly problem: string } {
  const { when = allowed === "at-renewal" ? "renewal" : "now", on } = asked;
  if (on !== undefined && on < today) return { problem: `${on} is over; today is ${today}.` };
  if (when === "renewal") {
    const next = renewalOnOrAfter(contract, on ?? today);
    if (on === undefined || on === next) return { when, on: next };
    return { problem: `No period of the contract begins on ${on}. The next one begins on ${next}.` };
  }
  if (allowed === "at-renewal") {
    const next = renewalOnOrAfter(contract, today);
    if (when === "now" && next === today) return { when, on: today };
    return {
      problem: `This move takes effect at a renewal of the contract only. The next one is on ${next}: leave --when away, or say --when renewal.`,
    };
  }
  if (when === "window") return { when, on: on ?? today };
  return on === undefined
    ? { when }
    : { problem: "A move that is made now has no day: say --when window or --when renewal with --on." };
}
