import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { featureOf, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import { bucketsOf, settingOf } from "./bucketsOf.ts";
import { bundleType } from "./bundleType.ts";

const encryptionType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

/** What a tenant with a key of its own stores is encrypted by that, and so is each replica. */
export const bucketKeysAsSold: Rule = subscriptionRule(bundleType, {
  id: "tenancy/bucket-keys-as-sold",
  title: "A key of the tenant's own encrypts its buckets and their replicas",
  severity: "high",
  rationale:
    "A key of one's own can be taken away from everyone at once, and says who used it; what AWS' own keys encrypt stays open to whoever has rights in the account.",
  remediation: "Render a key in each region of the subscription, and name it in the encryption of each bucket.",
  controls: [iso27001("A.8.24"), soc2("CC6.1")],
  check(subscription, ofType) {
    if (featureOf(subscription, "dedicatedKey") !== true) return notApplicable;
    if (ofType("aws:kms/key:Key").length === 0) return [{ message: "The subscription should have a key of its own." }];
    const { ordered, replicas } = bucketsOf(ofType);
    const isKept = [...ordered, ...replicas].every((bucket) => {
      const rules = listAt(settingOf(ofType, encryptionType, bucket)?.inputs, "rules");
      return rules.length > 0 && rules.every(namesKey);
    });
    return isKept
      ? []
      : [{ message: "Each bucket and replica of the subscription should be encrypted by the tenant's own key." }];
  },
});

function namesKey(rule: unknown): boolean {
  const key = valueAt(rule, "applyServerSideEncryptionByDefault", "kmsMasterKeyId");
  return typeof key === "string" && key !== "" && !key.includes("alias/aws/");
}
