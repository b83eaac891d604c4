import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule, type Violation } from "../../../core/policies/rule.ts";
import { routeType } from "./gateways.ts";
import { namespaceOf } from "../../../core/policies/kubernetes/namespaces.ts";

/** Routes lead from the environment's own listeners to its own services. */
export const routesOwn: Rule = {
  id: "isolation/routes-own",
  title: "Routes lead from the environment's listeners to its services",
  severity: "high",
  rationale:
    'A route at the gateway itself answers beside the tenant\'s certificate, and one to another namespace leads to a neighbour (Gateway API, "Cross namespace routing").',
  remediation:
    "Set the kind of each parentRef to ListenerSet, and leave out the namespaces of parents and backends, which are the route's own.",
  controls: [iso27001("A.8.22"), soc2("CC6.1")],
  resourceTypes: [routeType],
  looksAt: "resource",
  check(route, { owner }) {
    if (owner.kind === "cell") return notApplicable;
    const own = namespaceOf(route);
    const isElsewhere = (reference: unknown): boolean => {
      const namespace = valueAt(reference, "namespace");
      return namespace !== undefined && namespace !== own;
    };
    const parents = listAt(route.inputs, "spec", "parentRefs");
    return [
      ...(parents.length === 0
        ? [{ property: "spec.parentRefs", message: "spec.parentRefs should have a ListenerSet." }]
        : []),
      ...parents
        .map((parent, index) => ({ parent, property: `spec.parentRefs.${String(index)}` }))
        .filter(({ parent }) => valueAt(parent, "kind") !== "ListenerSet" || isElsewhere(parent))
        .map(({ property }) => ({
          property,
          message: `${property} should be a ListenerSet of the route's namespace.`,
        })),
      ...listAt(route.inputs, "spec", "rules").flatMap((rule, index) =>
        judgeBackends(rule, `spec.rules.${String(index)}`, isElsewhere),
      ),
    ];
  },
};

function judgeBackends(rule: unknown, at: string, isElsewhere: (reference: unknown) => boolean): Violation[] {
  const backends = listAt(rule, "backendRefs").map((reference, index) => ({
    reference,
    property: `${at}.backendRefs.${String(index)}`,
  }));
  const mirrors = listAt(rule, "filters").flatMap((filter, index) => {
    const reference = valueAt(filter, "requestMirror", "backendRef");
    return reference === undefined
      ? []
      : [{ reference, property: `${at}.filters.${String(index)}.requestMirror.backendRef` }];
  });
  return [...backends, ...mirrors]
    .filter(({ reference }) => (valueAt(reference, "kind") ?? "Service") !== "Service" || isElsewhere(reference))
    .map(({ property }) => ({ property, message: `${property} should be a Service of the route's namespace.` }));
}
