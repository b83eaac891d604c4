import { soc2 } from "../../../core/policies/frameworks.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { gatewayType } from "../isolation/gateways.ts";
import { namespaceType } from "../../../core/policies/kubernetes/namespaces.ts";

/** What all tenants of a cell stand on is not deleted by mistake. */
export const cellProtected: Rule = {
  id: "tenancy/cell-protected",
  title: "What all tenants of a cell share is protected against deletion",
  severity: "high",
  rationale:
    "To the gateway's addresses the hosts of all customers lead, and by the cell's namespace their stacks tell that what keeps them apart is there.",
  remediation: "Create the cell's namespace and gateway with protect.",
  controls: [soc2("A1.2")],
  resourceTypes: [gatewayType, namespaceType],
  looksAt: "stack",
  check(resource, { owner }) {
    if (owner.kind === "tenant") return notApplicable;
    return resource.protect === true ? [] : [{ message: "The resource should be protected against deletion." }];
  },
};
