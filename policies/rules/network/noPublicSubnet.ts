import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** No machine gets a public address by landing in a subnet. */
export const noPublicSubnet: Rule = {
  id: "network/no-public-subnet",
  title: "Subnets give no public addresses",
  severity: "high",
  rationale: "A machine with a public address is reachable from the internet by one wrong security group rule.",
  remediation: "Set mapPublicIpOnLaunch to false, and let traffic in through a load balancer.",
  controls: [iso27001("A.8.20"), soc2("CC6.6")],
  resourceTypes: ["aws:ec2/subnet:Subnet"],
  looksAt: "resource",
  check({ inputs }) {
    const property = "mapPublicIpOnLaunch";
    // Absent means false (Amazon VPC User Guide, "IP addressing for your subnets").
    const value = valueAt(inputs, property);
    return value === undefined || value === false ? [] : [{ property, message: `${property} should be false.` }];
  },
};
