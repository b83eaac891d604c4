import { cisKubernetes, iso27001 } from "../../../core/policies/frameworks.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { isClusterScoped } from "../tenancy/clusterScoped.ts";
import { isOwnNamespace, namespaceOf } from "../../../core/policies/kubernetes/namespaces.ts";

const property = "metadata.namespace";

/** Objects are in a namespace of their owner's. */
export const ownNamespace: Rule = {
  id: "isolation/own-namespace",
  title: "Objects are in their owner's namespaces",
  severity: "critical",
  rationale:
    "An object without a namespace lands in default, which nothing bounds, and one in another's namespace changes what is theirs (CIS Kubernetes Benchmark, general policies).",
  remediation:
    "Set metadata.namespace to a namespace whose name begins with the tenant's id and two hyphens; in a cell's stack to tenantry-cell.",
  controls: [cisKubernetes("5.7.1"), cisKubernetes("5.7.4"), iso27001("A.8.22")],
  resourceTypes: ["kubernetes:*"],
  looksAt: "resource",
  check(object, { owner }) {
    if (isClusterScoped(object.type)) return notApplicable;
    if (isOwnNamespace(namespaceOf(object), owner)) return [];
    return [{ property, message: `${property} should be a namespace of the ${owner.kind}'s.` }];
  },
};
