import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { oneOrMany, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { isPublicSubnet } from "../../publicSubnets.ts";

/** Machines are behind what the internet reaches, not in it. */
export const notInPublicSubnets: Rule = {
  id: "compute/not-in-public-subnets",
  title: "Machines are in no subnet that the internet reaches",
  severity: "high",
  rationale:
    "In a subnet with a route from the internet one wrong setting makes a machine public; in a private one nothing does.",
  remediation: "Place machines in private subnets; only load balancers and NAT gateways belong in public ones.",
  controls: [iso27001("A.8.22"), soc2("CC6.6")],
  resourceTypes: ["aws:autoscaling/group:Group", "aws:ec2/instance:Instance"],
  looksAt: "stack",
  check({ type, inputs }, context) {
    const property = type === "aws:ec2/instance:Instance" ? "subnetId" : "vpcZoneIdentifiers";
    return oneOrMany(valueAt(inputs, property)).some((id) => isPublicSubnet(context, id))
      ? [{ property, message: `${property} should name no subnet that the internet reaches.` }]
      : [];
  },
};
