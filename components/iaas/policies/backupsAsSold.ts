import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { awsRunsPerWeek } from "../../../core/policies/schedules.ts";
import { featureOf, numberOf, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import { bundleType } from "./bundleType.ts";

/** How often a week each schedule that a tier can have runs. */
const runsPerWeek: Readonly<Record<string, number>> = {
  hourly: 168,
  "every-4-hours": 42,
  "every-12-hours": 14,
  daily: 7,
  weekly: 1,
};

/** Backups are as often, kept as long and copied as is sold. */
export const backupsAsSold: Rule = subscriptionRule(bundleType, {
  id: "tenancy/backups-as-sold",
  title: "Backups are taken, kept and copied as the tier promises",
  severity: "critical",
  rationale:
    "What a tier promises to restore is what its backups hold: a plan that runs less often, keeps for less long or does not copy breaks the promise on the day on which it counts.",
  remediation:
    "Render a backup plan with the schedule, the retention and the copies of the tier's feature backup, and a selection of the subscription's resources.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  check(subscription, ofType) {
    const sold = featureOf(subscription, "backup");
    if (sold === undefined) return notApplicable;
    const rules = ofType("aws:backup/plan:Plan").flatMap(({ inputs }) => listAt(inputs, "rules"));
    const some = (holds: (rule: unknown) => boolean, message: string) => (rules.some(holds) ? [] : [{ message }]);
    const days = numberOf(valueAt(sold, "retentionDays"));
    const copied = valueAt(sold, "copy");
    const often = runsPerWeek[String(valueAt(sold, "schedule"))] ?? Infinity;
    return [
      ...some(
        (rule) => awsRunsPerWeek(valueAt(rule, "schedule")) >= often,
        "The subscription's backup plan should run as often as its tier promises.",
      ),
      ...some(
        (rule) => isKept(rule, days),
        "The subscription's backup plan should keep backups for as long as its tier promises.",
      ),
      ...(copied === undefined
        ? []
        : some(
            (rule) =>
              listAt(rule, "copyActions").some((copy) => isKept(copy, numberOf(valueAt(copied, "retentionDays")))),
            "The subscription's backup plan should copy backups as its tier promises.",
          )),
      ...(ofType("aws:backup/selection:Selection").length > 0
        ? []
        : [{ message: "The subscription should have a selection of what is backed up." }]),
    ];
  },
});

/** Without an age at which it is deleted, a backup is kept for ever (AWS Backup API Reference, Lifecycle). */
function isKept(kept: unknown, days: number): boolean {
  const age = valueAt(kept, "lifecycle", "deleteAfter");
  return age === undefined || (typeof age === "number" && age >= days);
}
