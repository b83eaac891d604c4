import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { listenerSetType, routeType } from "./gateways.ts";

/** A tenant has listeners on the cell's gateway and routes from them, and no way in of its own. */
export const waysInShared: Rule = {
  id: "isolation/ways-in-shared",
  title: "Tenants come in by the cell's gateway alone",
  severity: "high",
  rationale:
    "A gateway or an ingress of a tenant's own answers for hosts that nobody has checked, and a ReferenceGrant lets others use the namespace's secrets and services (Gateway API, \"Security Model\").",
  remediation: "Order a host: the environment then has a ListenerSet on the cell's gateway, and an HTTPRoute from it.",
  controls: [iso27001("A.8.20"), soc2("CC6.6")],
  resourceTypes: ["kubernetes:gateway.networking.k8s.io/*", "kubernetes:networking.k8s.io/v1:Ingress"],
  looksAt: "resource",
  check({ type }, { owner }) {
    if (owner.kind === "cell" || type === listenerSetType || type === routeType) return notApplicable;
    return [{ message: "The object should not be in a tenant's stack." }];
  },
};
