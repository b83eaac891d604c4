import { cisKubernetes, iso27001 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

const group = "kubernetes:rbac.authorization.k8s.io/v1";

/** Rights are given to groups of the customer's people alone. */
export const bindingSubjects: Rule = {
  id: "isolation/binding-subjects",
  title: "Roles are bound to groups of people, never to the cluster's own",
  severity: "critical",
  rationale:
    'The cluster\'s groups are everybody: system:authenticated is all who have an account, system:masters is bound by nothing; a single user is forgotten when they leave (Kubernetes documentation, "Using RBAC Authorization").',
  remediation: "Name groups of the identity provider as subjects, of kind Group and without the beginning system:.",
  controls: [cisKubernetes("5.1.7"), iso27001("A.5.15")],
  resourceTypes: [`${group}:ClusterRoleBinding`, `${group}:RoleBinding`],
  looksAt: "resource",
  check({ inputs }) {
    return listAt(inputs, "subjects").flatMap((subject, index) => {
      const at = `subjects.${String(index)}`;
      const name = valueAt(subject, "name");
      if (valueAt(subject, "kind") !== "Group") {
        return [{ property: `${at}.kind`, message: "kind of a subject should be Group." }];
      }
      if (typeof name !== "string" || name === "" || name.startsWith("system:")) {
        return [{ property: `${at}.name`, message: "name of a subject should be a group of the identity provider's." }];
      }
      return [];
    });
  },
};
