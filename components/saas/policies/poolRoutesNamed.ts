import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { isSharedNamespace, namespaceOf, ownBeginnings } from "../../../core/policies/kubernetes/namespaces.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule, type Violation } from "../../../core/policies/rule.ts";

/** The header in which the application of a pool finds whose a request is, as HTTP compares names. */
const header = "x-tenantry-tenant";

/** No request reaches an application that tenants share but in the name of the tenant whose route it came by. */
export const poolRoutesNamed: Rule = {
  id: "tenancy/pool-routes-named",
  title: "Routes to an application that tenants share say whose a request is",
  severity: "critical",
  rationale:
    'Whatever a route does not set, a client may send: a request that names another tenant would be served with that tenant\'s rows (Gateway API, "HTTPRoute", RequestHeaderModifier).',
  remediation:
    "Give each rule of the route a filter RequestHeaderModifier that sets X-Tenantry-Tenant to the tenant's own name, and adds nothing to it.",
  controls: [iso27001("A.8.22"), soc2("CC6.1")],
  resourceTypes: ["kubernetes:gateway.networking.k8s.io/v1:HTTPRoute"],
  looksAt: "resource",
  check(route, { owner }) {
    if (!isSharedNamespace(namespaceOf(route))) return notApplicable;
    if (owner.kind === "cell")
      return [{ message: "The route should be in the stack of the tenant whose requests it takes." }];
    const rules = listAt(route.inputs, "spec", "rules");
    if (rules.length === 0) return [{ property: "spec.rules", message: "spec.rules should have a rule." }];
    return rules.flatMap((rule, index): Violation[] => {
      const property = `spec.rules.${String(index)}.filters`;
      const modifiers = listAt(rule, "filters").map((filter) => valueAt(filter, "requestHeaderModifier"));
      const set = modifiers.flatMap((modifier) => listAt(modifier, "set")).filter(isOfTenant);
      const added = modifiers.flatMap((modifier) => listAt(modifier, "add")).filter(isOfTenant);
      const [first, ...others] = set;
      const value = valueAt(first, "value");
      const isOwn =
        typeof value === "string" && ownBeginnings(owner.id).some((beginning) => value.startsWith(beginning));
      if (isOwn && others.length === 0 && added.length === 0) return [];
      return [{ property, message: `${property} should set X-Tenantry-Tenant to the tenant's own name, once.` }];
    });
  },
};

function isOfTenant(entry: unknown): boolean {
  const name = valueAt(entry, "name");
  return typeof name === "string" && name.toLowerCase() === header;
}
