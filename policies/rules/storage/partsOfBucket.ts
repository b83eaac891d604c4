import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { oneOrMany, valueAt } from "../../properties.ts";
import type { RuleContext } from "../../rule.ts";

/** The type token of a bucket. */
export const bucketType = "aws:s3/bucket:Bucket";

/** The resources of one type that configure a bucket: those whose `bucket` names it. */
export function partsOfBucket(type: string, bucket: RenderedResource, context: RuleContext): RenderedResource[] {
  const name = valueAt(bucket.inputs, "bucket");
  if (typeof name !== "string") return [];
  return context.resources.filter((part) => part.type === type && valueAt(part.inputs, "bucket") === name);
}

/** The statements of a bucket's policy; nothing when it has no policy at all. */
export function policyOfBucket(bucket: RenderedResource, context: RuleContext): readonly unknown[] | undefined {
  const [policy] = partsOfBucket("aws:s3/bucketPolicy:BucketPolicy", bucket, context);
  return policy && oneOrMany(valueAt(parsed(valueAt(policy.inputs, "policy")), "Statement"));
}

/** A policy document, which comes as JSON text or as plain data. */
function parsed(document: unknown): unknown {
  if (typeof document !== "string") return document;
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}
