import type { Waiver } from "../../core/schema/waivers.ts";
import type { Rule, Severity } from "../../core/policies/rule.ts";

/** Something that is wrong with a waiver itself: a finding of its own. */
export interface WaiverProblem {
  /** Such as `waivers/expired`. */
  readonly rule: `waivers/${"expired" | "not-yet-granted" | "too-long" | "over-wide" | "self-approved" | "unused"}`;
  readonly severity: Severity;
  readonly message: string;
}

/** For how many days a waiver may count, by the severity of its rule: our own bounds, which halve and more with each step. */
export const maximumDays: Readonly<Record<Severity, number>> = { low: 365, medium: 180, high: 90, critical: 30 };

const millisecondsADay = 86_400_000;

/**
 * What keeps a waiver from counting on a day; empty when it counts. Problems are as severe as the rule that it waives.
 *
 * @param today a day by UTC, such as `2026-12-31`.
 */
export function waiverProblems(waiver: Waiver, rule: Rule, today: string): WaiverProblem[] {
  const { severity } = rule;
  const problems: WaiverProblem[] = [];
  const add = (name: WaiverProblem["rule"], message: string): void => {
    problems.push({ rule: name, severity, message });
  };
  if (waiver.expires < today) {
    add(
      "waivers/expired",
      `The waiver has expired on ${waiver.expires}. Mend what it waived, or have it granted anew.`,
    );
  }
  if (waiver.granted > today) {
    add("waivers/not-yet-granted", `The waiver counts from ${waiver.granted} on, and not before.`);
  }
  const days = (Date.parse(waiver.expires) - Date.parse(waiver.granted)) / millisecondsADay;
  const allowed = maximumDays[severity];
  if (days > allowed) {
    const long = `The waiver counts for ${String(days)} days, and for a rule of ${severity} severity it may for ${String(allowed)}.`;
    add("waivers/too-long", `${long} Let it expire earlier.`);
  }
  if (waiver.approver.toLowerCase() === waiver.requester.toLowerCase()) {
    add("waivers/self-approved", "The waiver is approved by who asked for it. Somebody else has to approve it.");
  }
  if (isOverWide(waiver.resource, severity)) {
    const narrow = "Give the type in full and a part of the name, such as aws:s3/bucket:Bucket web-*.";
    add(
      "waivers/over-wide",
      `The waiver of a rule of ${severity} severity covers resources of any type or name. ${narrow}`,
    );
  }
  return problems;
}

/** What a waiver that counts and waives nothing is told. */
export const unused: WaiverProblem = {
  rule: "waivers/unused",
  severity: "low",
  message: "The waiver waives nothing: no violation of its rule is left that it covers. Remove it.",
};

/** For severe rules a pattern must say the type, and some of the name. */
function isOverWide(pattern: string, severity: Severity): boolean {
  if (severity === "low" || severity === "medium") return false;
  const [type = "", name = ""] = pattern.split(/ (.*)/s);
  return type.includes("*") || name.replaceAll("*", "") === "";
}
