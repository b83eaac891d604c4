import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Violation } from "../../../core/policies/rule.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { featureOf, numberOf, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import { bucketsOf, settingOf } from "./bucketsOf.ts";
import { bundleType } from "./bundleType.ts";

const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

/** Old versions stay as long as is sold, and objects go to cheaper classes when it is sold. */
export const lifecycleAsSold: Rule = subscriptionRule(bundleType, {
  id: "tenancy/lifecycle-as-sold",
  title: "Old versions and classes of objects are as the tier promises",
  severity: "high",
  rationale:
    "What a tier promises to bring back is the versions that it keeps; what goes to a colder class earlier than promised is slower and dearer to read.",
  remediation: "Render the lifecycle of each bucket by the tier's feature lifecycle, and of each replica too.",
  controls: [iso27001("A.8.10"), iso27001("A.8.13"), soc2("A1.2"), soc2("C1.2")],
  check(subscription, ofType) {
    const sold = featureOf(subscription, "lifecycle");
    const days = numberOf(valueAt(sold, "noncurrentDays"));
    const classes = coolingOf(listAt(sold, "transitions"), "afterDays");
    const { ordered, replicas } = bucketsOf(ofType);
    const rulesOf = (bucket: (typeof ordered)[number]) =>
      listAt(settingOf(ofType, lifecycleType, bucket)?.inputs, "rules").filter(
        (rule) => valueAt(rule, "status") === "Enabled",
      );
    const keeps = [...ordered, ...replicas].every((bucket) => endOfVersions(rulesOf(bucket)) === days);
    const cools = ordered.every((bucket) => {
      const transitions = rulesOf(bucket).flatMap((rule) => listAt(rule, "transitions"));
      return coolingOf(transitions, "days") === classes;
    });
    const violations: Violation[] = [];
    if (!keeps) {
      violations.push({
        message: "Each bucket of the subscription should keep old versions as long as its tier promises.",
      });
    }
    if (!cools) {
      violations.push({
        message: "Objects of the subscription should go to the classes of its tier, and when it says.",
      });
    }
    return violations;
  },
});

/** After how many days the first rule that ends versions does so; nothing where none does. */
function endOfVersions(rules: readonly unknown[]): number | undefined {
  const ends = rules
    .map((rule) => valueAt(rule, "noncurrentVersionExpiration", "noncurrentDays"))
    .filter((days) => typeof days === "number");
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** Which classes objects go to and when, as text to compare. */
function coolingOf(transitions: readonly unknown[], days: string): string {
  return transitions
    .map((transition) => `${String(valueAt(transition, days))} ${String(valueAt(transition, "storageClass"))}`)
    .toSorted()
    .join(", ");
}
