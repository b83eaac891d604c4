import { subscriptionTagKey, tenantTagKey } from "../../core/resolve/tags.ts";

/** A tag by which things are known. */
export interface TagFilter {
  readonly key: string;
  readonly value: string;
}

/** The two tags that together say for whom a resource is. */
export interface OwnTags {
  readonly tenant: TagFilter;
  readonly subscription: TagFilter;
}

/** The tags by which a subscription's resources are known. */
export function ownTagsOf([tenantId, subscriptionName]: readonly [string, string]): OwnTags {
  return {
    tenant: { key: tenantTagKey, value: tenantId },
    subscription: { key: subscriptionTagKey, value: subscriptionName },
  };
}
