import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isUnset, listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule, Violation } from "../../../core/policies/rule.ts";

const instanceType = "aws:ec2/instance:Instance";

/** No machine is started with a public address. */
export const noPublicAddress: Rule = {
  id: "compute/no-public-address",
  title: "Machines have no public addresses",
  severity: "high",
  rationale:
    "A machine with a public address is reachable from the internet by one wrong security group rule (AWS Security Hub, EC2.9 and EC2.25).",
  remediation: "Set associatePublicIpAddress to false, and let traffic in through a load balancer.",
  controls: [iso27001("A.8.20"), soc2("CC6.6")],
  resourceTypes: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
  looksAt: "resource",
  check({ type, inputs }) {
    if (type === instanceType) return expectAt(inputs, "associatePublicIpAddress", isPrivate, "be false");
    return listAt(inputs, "networkInterfaces").flatMap((networkInterface, index): Violation[] => {
      const property = `networkInterfaces.${String(index)}.associatePublicIpAddress`;
      const value = valueAt(networkInterface, "associatePublicIpAddress");
      return isPrivate(value) ? [] : [{ property, message: `${property} should be false.` }];
    });
  },
};

/** Absent leaves it to the subnet, which network/no-public-subnet is about. Launch templates have it as text. */
function isPrivate(value: unknown): boolean {
  return isUnset(value) || value === false || value === "false";
}
