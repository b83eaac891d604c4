import { cisAws, soc2 } from "../../../core/policies/frameworks.ts";
import { actionsOf, deniesWithoutTls } from "../../../core/policies/policyDocuments.ts";
import { oneOrMany, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { bucketType, policyOfBucket } from "./partsOfBucket.ts";

/** Requests that do not come over TLS are refused. */
export const bucketTlsOnly: Rule = {
  id: "storage/bucket-tls-only",
  title: "Buckets refuse requests without TLS",
  severity: "high",
  rationale:
    "Without TLS anyone on the way reads and changes what is stored (Amazon S3 User Guide, security practices).",
  remediation: "Add a BucketPolicy that denies s3:* to everyone when aws:SecureTransport is false.",
  controls: [cisAws("2.1.1"), soc2("CC6.7")],
  resourceTypes: [bucketType],
  looksAt: "stack",
  check(bucket, context) {
    const statements = policyOfBucket(bucket, context);
    if (statements === undefined) return [{ message: "The bucket should have a BucketPolicy." }];
    const name = String(valueAt(bucket.inputs, "bucket"));
    if (statements.some((statement) => deniesPlainRequests(statement, name))) return [];
    const message = "policy of the bucket's policy should deny s3:* to everyone when aws:SecureTransport is false.";
    return [{ property: "policy", message }];
  },
};

/** True for a denial of every action, for everyone, on the bucket and all its objects, under the one condition of no TLS. */
function deniesPlainRequests(statement: unknown, bucketName: string): boolean {
  const actions = actionsOf(statement);
  const resources = oneOrMany(valueAt(statement, "Resource"));
  const covers = (ending: string): boolean =>
    resources.some((arn) => typeof arn === "string" && /^arn:[a-z-]+:s3:::/.test(arn) && arn.endsWith(`:::${ending}`));
  return (
    deniesWithoutTls(statement) &&
    (actions.includes("s3:*") || actions.includes("*")) &&
    covers(bucketName) &&
    covers(`${bucketName}/*`)
  );
}
