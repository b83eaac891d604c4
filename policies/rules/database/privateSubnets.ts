import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isText, listAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { isPublicSubnet } from "../../publicSubnets.ts";

/** Databases are behind what the internet reaches. */
export const privateSubnets: Rule = {
  id: "database/private-subnets",
  title: "Databases stand in subnets that the internet does not reach",
  severity: "high",
  rationale:
    "In a subnet with a route from the internet one wrong setting makes a database public (AWS Security Hub, RDS.46); one without a group stands in the account's default network.",
  remediation: "Name data or private subnets in the SubnetGroup, and the group in dbSubnetGroupName.",
  controls: [iso27001("A.8.22"), soc2("CC6.6")],
  resourceTypes: ["aws:rds/instance:Instance", "aws:rds/subnetGroup:SubnetGroup"],
  looksAt: "stack",
  check({ type, inputs }, context) {
    if (type === "aws:rds/instance:Instance")
      return expectAt(inputs, "dbSubnetGroupName", isText, "name a subnet group");
    const isReached = listAt(inputs, "subnetIds").some((id) => isPublicSubnet(context, id));
    return isReached
      ? [{ property: "subnetIds", message: "subnetIds should name no subnet that the internet reaches." }]
      : [];
  },
};
