import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { type Rule, notApplicable } from "../../../core/policies/rule.ts";
import { changes, isAmong, permissionsOf, roleTypes } from "./roles.ts";

/** What bounds an environment, and what leads traffic. Customers see it at most. */
const bounds = [
  "backups",
  "clusters",
  "endpoints",
  "endpointslices",
  "gateways",
  "ingresses",
  "limitranges",
  "listenersets",
  "namespaces",
  "networkpolicies",
  "nodes",
  "poddisruptionbudgets",
  "podtemplates",
  "referencegrants",
  "resourcequotas",
  "scheduledbackups",
  "serviceaccounts",
];

/** Ways around what bounds pods: no quota counts the first, no network policy sees the others. */
const ways = ["pods/ephemeralcontainers", "pods/proxy", "services/proxy"];

/** Nobody of a customer's lifts what bounds the customer. */
export const rolesKeepBounds: Rule = {
  id: "isolation/roles-keep-bounds",
  title: "Roles of tenants change nothing that bounds them",
  severity: "high",
  rationale:
    "Quotas, network policies and labels of namespaces hold only as long as those they hold for cannot write them, or endpoints that lead a service to a neighbour's pods.",
  remediation: "Leave get, list and watch of the resource, and take out all other verbs.",
  controls: [iso27001("A.8.3"), soc2("CC6.3")],
  resourceTypes: roleTypes,
  looksAt: "resource",
  check({ inputs }, { owner }) {
    if (owner.kind === "cell") return notApplicable;
    return permissionsOf(inputs)
      .filter((permission) => {
        const isOf = (list: readonly string[]): boolean => permission.resources.some((found) => isAmong(list, found));
        return isOf(ways) || (changes(permission) && isOf(bounds));
      })
      .map(({ at }) => ({
        property: `${at}.resources`,
        message: "resources of a rule should have none that bounds the tenant.",
      }));
  },
};
