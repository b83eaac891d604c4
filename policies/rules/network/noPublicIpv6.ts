import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isUnset } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** No machine gets a public IPv6 address by landing in a subnet. */
export const noPublicIpv6: Rule = {
  id: "network/no-public-ipv6",
  title: "Subnets give no IPv6 addresses",
  severity: "high",
  rationale:
    "Every IPv6 address of AWS is a public one (Amazon VPC User Guide, IPv6 addressing): a machine that gets one is reachable by one wrong rule.",
  remediation: "Set assignIpv6AddressOnCreation to false.",
  controls: [iso27001("A.8.20"), soc2("CC6.6")],
  resourceTypes: ["aws:ec2/subnet:Subnet"],
  looksAt: "resource",
  check({ inputs }) {
    // Absent means false (Pulumi AWS provider, Subnet).
    return expectAt(inputs, "assignIpv6AddressOnCreation", (value) => isUnset(value) || value === false, "be false");
  },
};
