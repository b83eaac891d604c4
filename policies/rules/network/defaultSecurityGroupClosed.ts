import { cisAws, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isUnset } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** What lands in no group of its own reaches nothing. */
export const defaultSecurityGroupClosed: Rule = {
  id: "network/default-security-group-closed",
  title: "Default security groups let nothing through",
  severity: "high",
  rationale:
    "What is started without a security group of its own is in the default one (CIS AWS Foundations Benchmark; Amazon VPC User Guide, Default security groups), so that one must open nothing.",
  remediation: "Take all ingress and egress rules out of the DefaultSecurityGroup.",
  controls: [cisAws("5.4"), iso27001("A.8.20"), soc2("CC6.6")],
  resourceTypes: ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
  looksAt: "resource",
  check({ inputs }) {
    // Absent is empty: the provider takes away all rules that it is not given.
    return ["ingress", "egress"].flatMap((property) =>
      expectAt(inputs, property, (rules) => isUnset(rules) || (Array.isArray(rules) && rules.length === 0), "be empty"),
    );
  },
};
