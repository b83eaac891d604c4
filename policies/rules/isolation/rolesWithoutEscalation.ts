import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { changes, isAmong, type Permission, permissionsOf, roleTypes } from "./roles.ts";

/** Verbs by which somebody gives themselves what they do not have. */
const verbs: readonly unknown[] = ["bind", "escalate", "impersonate"];

/** What nobody may do anything with, because even to read it is to act in another's name. */
const untouched = ["nodes/proxy", "serviceaccounts/token", "certificatesigningrequests/approval"];

/** What nobody may change, because whoever changes it has more than before. */
const unchanged = [
  "clusterrolebindings",
  "clusterroles",
  "mutatingadmissionpolicies",
  "mutatingadmissionpolicybindings",
  "mutatingwebhookconfigurations",
  "persistentvolumes",
  "rolebindings",
  "roles",
  "validatingadmissionpolicies",
  "validatingadmissionpolicybindings",
  "validatingwebhookconfigurations",
];

/** Nobody with a role can make more of it. */
export const rolesWithoutEscalation: Rule = {
  id: "isolation/roles-without-escalation",
  title: "Roles do not let anybody give themselves more",
  severity: "critical",
  rationale:
    'Each of these permissions leads to all others, over the namespace or over the cluster (Kubernetes documentation, "Role Based Access Control Good Practices", privilege escalation risks).',
  remediation: "Take the resource or the verb out of the role; what needs it is the platform's to do.",
  controls: ["5.1.8", "5.1.9", "5.1.10", "5.1.11", "5.1.12", "5.1.13"].map(cisKubernetes),
  resourceTypes: roleTypes,
  looksAt: "resource",
  check({ inputs }) {
    return permissionsOf(inputs).flatMap((permission) => [
      ...(permission.verbs.some((verb) => verbs.includes(verb))
        ? [
            {
              property: `${permission.at}.verbs`,
              message: "verbs of a rule should have none of bind, escalate and impersonate.",
            },
          ]
        : []),
      ...(leadsToMore(permission)
        ? [
            {
              property: `${permission.at}.resources`,
              message: "resources of a rule should have none by which its verbs lead to more rights.",
            },
          ]
        : []),
    ]);
  },
};

function leadsToMore(permission: Permission): boolean {
  const isOf = (list: readonly string[]): boolean => permission.resources.some((resource) => isAmong(list, resource));
  return isOf(untouched) || (changes(permission) && isOf(unchanged));
}
