import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { databaseType } from "../../../core/policies/kubernetes/databases.ts";
import { isSharedNamespace, namespaceOf, namespaceType } from "../../../core/policies/kubernetes/namespaces.ts";
import { workloadTypes } from "../../../core/policies/kubernetes/pods.ts";
import { subscriptionRule } from "../../../core/policies/subscriptions.ts";
import type { Rule, Violation } from "../../../core/policies/rule.ts";
import { bundleType } from "./bundleType.ts";
import { recordType } from "./recordType.ts";

/** Types of what runs for a tenant alone. */
const ownTypes = [namespaceType, databaseType, ...workloadTypes];

/** An application is shared where that is sold, and the tenant's own where that is. */
export const isolationAsSold: Rule = subscriptionRule(bundleType, {
  id: "tenancy/isolation-as-sold",
  title: "An application is shared, or the tenant's own, as the tier promises",
  severity: "critical",
  rationale:
    "Who pays for an application and a database of their own must not find their data among others', and what tenants of a pool share belongs to none of them.",
  remediation:
    "Render a namespace with a database in tiers of the isolation bridge or silo, and in a pool nothing but the tenant's record and routes.",
  controls: [iso27001("A.8.22"), soc2("CC6.1")],
  check({ isolation }, ofType): Violation[] {
    const records = ofType(recordType).filter((record) => isSharedNamespace(namespaceOf(record)));
    if (isolation === "pool") {
      const own = ownTypes.filter((type) => ofType(type).length > 0);
      return [
        ...(records.length === 1 ? [] : [{ message: "The subscription should have one record in a pool." }]),
        ...own.map((type) => ({ message: `The subscription should share what is of the type ${type}.` })),
      ];
    }
    return [
      ...(records.length === 0 ? [] : [{ message: "The subscription should have no record in a pool." }]),
      ...[namespaceType, databaseType]
        .filter((type) => ofType(type).length === 0)
        .map((type) => ({ message: `The subscription should have what is of the type ${type} for itself.` })),
    ];
  },
});
