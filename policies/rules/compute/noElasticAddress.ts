import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isUnset } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** No machine gets a public address later. */
export const noElasticAddress: Rule = {
  id: "compute/no-elastic-address",
  title: "Machines have no elastic addresses",
  severity: "high",
  rationale:
    "An elastic address makes a machine reachable from the internet, whatever its subnet and launch template say. NAT gateways may have one.",
  remediation: "Take the address away from the machine, and let traffic in through a load balancer.",
  controls: [iso27001("A.8.20"), soc2("CC6.6")],
  resourceTypes: ["aws:ec2/eip:Eip", "aws:ec2/eipAssociation:EipAssociation"],
  looksAt: "resource",
  check({ type, inputs }) {
    if (type === "aws:ec2/eip:Eip") {
      // A NAT gateway names its address; an address that names an interface is a machine's.
      return ["instance", "networkInterface"].flatMap((property) => expectAt(inputs, property, isUnset, "be empty"));
    }
    return [{ message: "The stack should tie no elastic address to a machine or network interface." }];
  },
};
