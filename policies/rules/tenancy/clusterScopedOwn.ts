import { soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { clusterScopedTypes } from "./clusterScoped.ts";

/**
 * What of a whole cluster a stack has is its owner's by its name, so that no two stacks have one object: the tenant's, or in the stack
 * of a cell what begins with the product's name, which is what the cell's tenants share.
 */
export const clusterScopedOwn: Rule = {
  id: "tenancy/cluster-scoped-own",
  title: "Objects of the whole cluster are the stack's own",
  severity: "critical",
  rationale:
    "Two stacks that apply one object of the cluster both succeed, and whichever is destroyed first takes it from the other. What tenants share belongs to no tenant.",
  remediation:
    "Begin the object's name with the tenant's id and two hyphens. What tenants share belongs to the stack of the cell, where names begin with tenantry.",
  controls: [soc2("CC6.1")],
  resourceTypes: clusterScopedTypes,
  looksAt: "resource",
  check({ inputs }, { owner }) {
    const name = valueAt(inputs, "metadata", "name");
    const property = "metadata.name";
    if (owner.kind === "cell") {
      if (typeof name === "string" && /^tenantry(?:$|[-.])/.test(name)) return [];
      return [{ property, message: "metadata.name should be tenantry, or begin with it and a hyphen or dot." }];
    }
    // Names that would begin as Kubernetes keeps for itself have the mark x--- before them.
    const starts = [`${owner.id}--`, `x---${owner.id}--`];
    if (typeof name === "string" && starts.some((start) => name.startsWith(start))) return [];
    return [{ property, message: "metadata.name should begin with the tenant's id and two hyphens." }];
  },
};
