import { cisKubernetes, iso27001 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule, type Violation } from "../../../core/policies/rule.ts";
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { isClusterScoped } from "../tenancy/clusterScoped.ts";
import {
  isOwnNamespace,
  isSharedNamespace,
  namespaceOf,
  ownBeginnings,
} from "../../../core/policies/kubernetes/namespaces.ts";

const property = "metadata.namespace";

/** Objects are in a namespace of their owner's. */
export const ownNamespace: Rule = {
  id: "isolation/own-namespace",
  title: "Objects are in their owner's namespaces",
  severity: "critical",
  rationale:
    "An object without a namespace lands in default, which nothing bounds, and one in another's namespace changes what is theirs (CIS Kubernetes Benchmark, general policies).",
  remediation:
    "Set metadata.namespace to a namespace whose name begins with the tenant's id and two hyphens; in a cell's stack to tenantry-cell. Where the cell's stack has a namespace for objects of several tenants, which begins with tenantry and two hyphens, begin metadata.name with the tenant's id and two hyphens instead.",
  controls: [cisKubernetes("5.7.1"), cisKubernetes("5.7.4"), iso27001("A.8.22")],
  resourceTypes: ["kubernetes:*"],
  looksAt: "resource",
  check(object, { owner }) {
    if (isClusterScoped(object.type)) return notApplicable;
    const namespace = namespaceOf(object);
    if (isOwnNamespace(namespace, owner)) return [];
    if (isSharedNamespace(namespace)) return judgeName(object, owner.id);
    return [{ property, message: `${property} should be a namespace of the ${owner.kind}'s.` }];
  },
};

/** Beside objects of other tenants each is its owner's by its name, so that no stack has one of another's. */
function judgeName({ inputs }: RenderedResource, tenant: string): Violation[] {
  const name = valueAt(inputs, "metadata", "name");
  if (typeof name === "string" && ownBeginnings(tenant).some((beginning) => name.startsWith(beginning))) return [];
  return [{ property: "metadata.name", message: "metadata.name should begin with the tenant's id and two hyphens." }];
}
