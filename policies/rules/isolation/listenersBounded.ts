import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule, Violation } from "../../../core/policies/rule.ts";
import { gatewayType, listenersOf, listenerSetType, takesOwnRoutes } from "./gateways.ts";

/** Whoever adds listeners to the gateway is a tenant's namespace, and listeners lead to their own namespace. */
export const listenersBounded: Rule = {
  id: "isolation/listeners-bounded",
  title: "Listeners take routes of their own namespace alone",
  severity: "critical",
  rationale:
    'A listener that takes routes of all namespaces lets any tenant answer for its host; a gateway that takes listeners of all lets in namespaces that no policy looks at (Gateway API, "Security Model").',
  remediation:
    "Set allowedRoutes.namespaces.from to Same, and allowedListeners of the cell's gateway to a selector of namespaces with the label tenantry.dev/tenant.",
  controls: [iso27001("A.8.22"), soc2("CC6.1")],
  resourceTypes: [gatewayType, listenerSetType],
  looksAt: "resource",
  check({ type, inputs }) {
    const open = listenersOf(inputs)
      .filter((listener) => !takesOwnRoutes(listener))
      .map(({ at }) => ({
        property: `${at}.allowedRoutes.namespaces.from`,
        message: "allowedRoutes.namespaces.from of a listener should be Same.",
      }));
    return [...open, ...(type === gatewayType ? judgeGateway(inputs) : judgeSet(inputs))];
  },
};

function judgeGateway(inputs: unknown): Violation[] {
  const from = valueAt(inputs, "spec", "allowedListeners", "namespaces", "from") ?? "None";
  const property = "spec.allowedListeners.namespaces";
  const selector = valueAt(inputs, "spec", "allowedListeners", "namespaces", "selector");
  const ofTenants = listAt(selector, "matchExpressions").some(
    (expression) =>
      valueAt(expression, "key") === "tenantry.dev/tenant" && valueAt(expression, "operator") === "Exists",
  );
  if (from === "None" || from === "Same" || (from === "Selector" && ofTenants)) return [];
  return [{ property, message: `${property} should be those with the label tenantry.dev/tenant.` }];
}

function judgeSet(inputs: unknown): Violation[] {
  const wanted = { kind: "Gateway", name: "tenantry", namespace: "tenantry-cell" };
  const property = "spec.parentRef";
  const isOfCell = Object.entries(wanted).every(([key, value]) => valueAt(inputs, "spec", "parentRef", key) === value);
  return isOfCell ? [] : [{ property, message: `${property} should be the cell's gateway.` }];
}
