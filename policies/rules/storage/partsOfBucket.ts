import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { valueAt } from "../../properties.ts";
import type { RuleContext } from "../../rule.ts";

/** The type token of a bucket. */
export const bucketType = "aws:s3/bucket:Bucket";

/** The resources of one type that configure a bucket: those whose `bucket` names it. */
export function partsOfBucket(type: string, bucket: RenderedResource, context: RuleContext): RenderedResource[] {
  const name = valueAt(bucket.inputs, "bucket");
  if (typeof name !== "string") return [];
  return context.resources.filter((part) => part.type === type && valueAt(part.inputs, "bucket") === name);
}
