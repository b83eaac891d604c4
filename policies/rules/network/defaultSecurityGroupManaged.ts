import { cisAws, iso27001 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { related } from "../../../core/policies/related.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Somebody has taken the rules away that AWS gives every default security group. A VPC is known by what lies in it, because nothing else names it. */
export const defaultSecurityGroupManaged: Rule = {
  id: "network/default-security-group-managed",
  title: "Networks with subnets have their default security group managed",
  severity: "medium",
  rationale:
    "AWS creates every network with a default security group that lets its members talk to each other and to everywhere (Amazon VPC User Guide, Default security groups); it stays so until somebody takes the rules away.",
  remediation: "Add a DefaultSecurityGroup without rules for the subnet's VPC.",
  controls: [cisAws("5.4"), iso27001("A.8.20")],
  resourceTypes: ["aws:ec2/subnet:Subnet"],
  looksAt: "stack",
  check({ inputs }, context) {
    const vpc = valueAt(inputs, "vpcId");
    if (related(context, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId", vpc).length > 0) return [];
    return [{ property: "vpcId", message: "The VPC of vpcId should have its DefaultSecurityGroup in the stack." }];
  },
};
