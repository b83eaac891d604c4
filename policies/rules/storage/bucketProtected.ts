import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import type { Rule, Violation } from "../../rule.ts";

/** What must stand beside each bucket, and what it must say. */
const companions: readonly { type: string; message: string; holds: (inputs: RenderedResource["inputs"]) => boolean }[] =
  [
    {
      type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      message: "should have a public access block with all four settings on.",
      holds: (inputs) =>
        ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].every(
          (key) => inputs[key] === true,
        ),
    },
    {
      type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      message: "should be encrypted with a KMS key by default.",
      holds: (inputs) =>
        ((inputs["rules"] ?? []) as { applyServerSideEncryptionByDefault?: { sseAlgorithm?: string } }[]).some(
          (rule) => rule.applyServerSideEncryptionByDefault?.sseAlgorithm === "aws:kms",
        ),
    },
    {
      type: "aws:s3/bucketPolicy:BucketPolicy",
      message: "should have a policy that refuses requests without TLS.",
      holds: (inputs) => typeof inputs["policy"] === "string" && inputs["policy"].includes("aws:SecureTransport"),
    },
  ];

/** Buckets are private, encrypted and reached by TLS only. */
export const bucketProtected: Rule = {
  id: "storage/bucketProtected",
  title: "Buckets are private, encrypted and reached by TLS only",
  severity: "high",
  rationale: "A bucket that is public or takes plain requests leaks what the customer keeps in it.",
  remediation: "Create the bucket with the PrivateBucket component.",
  check: (resources) =>
    resources
      .filter(({ type }) => type === "aws:s3/bucket:Bucket")
      .flatMap((resource) =>
        companions.flatMap(({ type, message, holds }): Violation[] => {
          const beside = resources.filter(
            (other) => other.type === type && other.inputs["bucket"] === resource.inputs["bucket"],
          );
          return beside.some(({ inputs }) => holds(inputs)) ? [] : [{ resource, message }];
        }),
      ),
};
