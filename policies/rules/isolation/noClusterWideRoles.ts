import { cisKubernetes, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

const group = "kubernetes:rbac.authorization.k8s.io/v1";

/** Nobody of a customer's may do anything in the cluster as a whole, and nobody is made its administrator. */
export const noClusterWideRoles: Rule = {
  id: "isolation/no-cluster-wide-roles",
  title: "Tenants' stacks give no rights beyond their namespaces",
  severity: "critical",
  rationale:
    'A binding for the cluster holds in every tenant\'s namespace, and cluster-admin is bound by nothing (Kubernetes documentation, "Using RBAC Authorization").',
  remediation: "Write a Role in the namespace that allows what is needed, and bind that by a RoleBinding.",
  controls: [cisKubernetes("5.1.1"), soc2("CC6.3")],
  resourceTypes: [`${group}:ClusterRole`, `${group}:ClusterRoleBinding`, `${group}:RoleBinding`],
  looksAt: "resource",
  check({ type, inputs }, { owner }) {
    if (owner.kind === "tenant" && !type.endsWith(":RoleBinding")) {
      return [{ message: "The object should not be in a tenant's stack." }];
    }
    const property = "roleRef.name";
    if (valueAt(inputs, "roleRef", "name") === "cluster-admin") {
      return [{ property, message: `${property} should not be cluster-admin.` }];
    }
    if (owner.kind === "tenant" && valueAt(inputs, "roleRef", "kind") !== "Role") {
      return [{ property: "roleRef.kind", message: "roleRef.kind should be Role." }];
    }
    return [];
  },
};
