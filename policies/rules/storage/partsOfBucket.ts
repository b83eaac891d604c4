import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { statementsOf } from "../../../core/policies/policyDocuments.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { related } from "../../../core/policies/related.ts";
import type { RuleContext } from "../../../core/policies/rule.ts";

/** The type token of a bucket. */
export const bucketType = "aws:s3/bucket:Bucket";

/** The resources of one type that configure a bucket: those whose `bucket` names it. */
export function partsOfBucket(
  type: string,
  bucket: RenderedResource,
  context: RuleContext,
): readonly RenderedResource[] {
  const name = valueAt(bucket.inputs, "bucket");
  return typeof name === "string" ? related(context, type, "bucket", name) : [];
}

/** The statements of a bucket's policy; nothing when it has no policy at all. */
export function policyOfBucket(bucket: RenderedResource, context: RuleContext): readonly unknown[] | undefined {
  const [policy] = partsOfBucket("aws:s3/bucketPolicy:BucketPolicy", bucket, context);
  return policy && statementsOf(valueAt(policy.inputs, "policy"));
}
