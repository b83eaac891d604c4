import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** A load balancer outlives a zone. */
export const loadBalancerZones: Rule = {
  id: "compute/load-balancer-zones",
  title: "Load balancers stand in two zones at least",
  severity: "medium",
  rationale: "A load balancer in one zone is away when the zone is (AWS Security Hub, ELB.13).",
  remediation: "Name a subnet in each of two zones or more.",
  controls: [iso27001("A.8.14"), soc2("A1.2")],
  resourceTypes: ["aws:lb/loadBalancer:LoadBalancer"],
  looksAt: "resource",
  check({ inputs }) {
    const places = Math.max(listAt(inputs, "subnets").length, listAt(inputs, "subnetMappings").length);
    return places > 1 ? [] : [{ property: "subnets", message: "subnets should name two subnets at least." }];
  },
};
