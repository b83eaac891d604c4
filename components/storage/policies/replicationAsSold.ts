import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { featureOf, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import { bucketsOf, settingOf } from "./bucketsOf.ts";
import { bundleType } from "./bundleType.ts";

const replicationType = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

/** Each bucket has a replica of its own in another region, where that is sold. */
export const replicationAsSold: Rule = subscriptionRule(bundleType, {
  id: "tenancy/replication-as-sold",
  title: "Buckets are replicated into another region as the tier promises",
  severity: "critical",
  rationale:
    "A bucket that was forgotten when others were replicated, or whose replica lies beside it, is lost on the day for which the replica was sold.",
  remediation:
    "Render a replication of everything for each bucket, into a bucket of the subscription in the cell's copyRegion, in the tier's class.",
  controls: [iso27001("A.8.13"), iso27001("A.8.14"), soc2("A1.2")],
  check(subscription, ofType) {
    const sold = featureOf(subscription, "replication");
    if (sold === undefined) return notApplicable;
    const { ordered, replicas } = bucketsOf(ofType);
    const elsewhere = new Set(
      replicas
        .filter(({ inputs }) => ![undefined, subscription.cell.region].includes(regionOf(inputs)))
        .map(({ inputs }) => `arn:aws:s3:::${String(valueAt(inputs, "bucket"))}`),
    );
    const replicates = (rule: unknown): boolean =>
      valueAt(rule, "status") === "Enabled" &&
      isWhole(valueAt(rule, "filter")) &&
      elsewhere.has(String(valueAt(rule, "destination", "bucket"))) &&
      valueAt(rule, "destination", "storageClass") === valueAt(sold, "storageClass");
    const isKept = ordered.every((bucket) =>
      listAt(settingOf(ofType, replicationType, bucket)?.inputs, "rules").some(replicates),
    );
    return isKept
      ? []
      : [{ message: "Each bucket of the subscription should be replicated into another region as its tier promises." }];
  },
});

function regionOf(inputs: unknown): string | undefined {
  const region = valueAt(inputs, "region");
  return typeof region === "string" ? region : undefined;
}

/** A filter that leaves nothing out. */
function isWhole(filter: unknown): boolean {
  const parts = ["and", "prefix", "tag"].map((name) => valueAt(filter, name));
  return parts.every((part) => part === undefined || part === null || part === "");
}
