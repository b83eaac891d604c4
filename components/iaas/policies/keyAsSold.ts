import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { featureOf, type OfType, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import { bundleType } from "./bundleType.ts";

/** Where each type says which key encrypts it. */
const keyProperties: Readonly<Record<string, string>> = {
  "aws:backup/vault:Vault": "kmsKeyArn",
  "aws:cloudwatch/logGroup:LogGroup": "kmsKeyId",
  "aws:ebs/volume:Volume": "kmsKeyId",
  "aws:efs/fileSystem:FileSystem": "kmsKeyId",
  "aws:rds/instance:Instance": "kmsKeyId",
};

const encryptionType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

/** Data of a tenant with a key of its own is encrypted by that. */
export const keyAsSold: Rule = subscriptionRule(bundleType, {
  id: "tenancy/key-as-sold",
  title: "A key of the tenant's own encrypts its data",
  severity: "high",
  rationale:
    "A key of one's own can be taken away from everyone at once, and says who used it; what AWS' own keys encrypt stays open to whoever has rights in the account.",
  remediation: "Render a key for the subscription, and name it in everything that holds data.",
  controls: [iso27001("A.8.24"), soc2("CC6.1")],
  check(subscription, ofType) {
    if (featureOf(subscription, "dedicatedKey") !== true) return notApplicable;
    if (ofType("aws:kms/key:Key").length === 0) return [{ message: "The subscription should have a key of its own." }];
    return withoutKey(ofType).map((type) => ({
      message: `Each ${type} of the subscription should be encrypted by the tenant's own key.`,
    }));
  },
});

/** Types of which some resource names no key. */
function withoutKey(ofType: OfType): string[] {
  const plain = Object.entries(keyProperties).filter(([type, property]) =>
    ofType(type).some(({ inputs }) => !isKey(valueAt(inputs, property))),
  );
  const buckets = ofType(encryptionType).some((bucket) => !hasKey(bucket));
  return [...plain.map(([type]) => type), ...(buckets ? [encryptionType] : [])];
}

/** Records of requests, which AWS cannot write under others' keys, are under S3's own. */
function hasKey({ inputs }: RenderedResource): boolean {
  return listAt(inputs, "rules").every((rule) => {
    const algorithm = valueAt(rule, "applyServerSideEncryptionByDefault", "sseAlgorithm");
    return algorithm === "AES256" || isKey(valueAt(rule, "applyServerSideEncryptionByDefault", "kmsMasterKeyId"));
  });
}

function isKey(value: unknown): boolean {
  return typeof value === "string" && value !== "" && !value.includes("alias/aws/");
}
