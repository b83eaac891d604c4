import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import { listAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { hasWildcard, roleTypes } from "./roles.ts";

const lists = ["apiGroups", "resources", "verbs", "nonResourceURLs"];

/** Roles name what they let do. */
export const rolesWithoutWildcards: Rule = {
  id: "isolation/roles-without-wildcards",
  title: "Roles name what they allow",
  severity: "high",
  rationale:
    'A wildcard allows what the cluster learns tomorrow, and what nobody thought of today (Kubernetes documentation, "Role Based Access Control Good Practices").',
  remediation: "Write out the API groups, resources and verbs of each rule of the role.",
  controls: [cisKubernetes("5.1.3")],
  resourceTypes: roleTypes,
  looksAt: "resource",
  check({ inputs }) {
    return listAt(inputs, "rules").flatMap((rule, index) =>
      lists
        .filter((list) => hasWildcard(rule, list))
        .map((list) => ({
          property: `rules.${String(index)}.${list}`,
          message: `${list} of a rule should have no wildcard.`,
        })),
    );
  },
};
