import { iso27001 } from "../../../core/policies/frameworks.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { subscriptionOf } from "../../../core/policies/subscriptions.ts";
import { taggable, tagOf } from "./tags.ts";

/** What a resource says of its owner is true. */
export const tagsOfSubscription: Rule = {
  id: "tenancy/tags-of-subscription",
  title: "Tags are those of the subscription",
  severity: "high",
  rationale:
    "Backups, roles and invoices go by tags: a resource with another subscription's is not backed up with its own, and is billed to the other.",
  remediation: "Give the resource the tags of the resolved subscription, unchanged.",
  controls: [iso27001("A.5.9"), iso27001("A.5.13")],
  resourceTypes: taggable,
  looksAt: "tenant",
  check(resource, context) {
    const subscription = subscriptionOf(resource, context);
    if (subscription === undefined) return notApplicable;
    // Tags that are missing, and the tenant's own, are for tenancy/tags-present to judge.
    return Object.entries(subscription.tags)
      .filter(([key, value]) => {
        const found = tagOf(resource.inputs, key);
        return key !== "tenantry:tenant" && typeof found === "string" && found !== "" && found !== value;
      })
      .map(([key]) => ({ property: `tags.${key}`, message: `The tag ${key} should be the subscription's.` }));
  },
};
