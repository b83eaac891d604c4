import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { isPublicSubnet } from "../../publicSubnets.ts";

/** File systems are behind what the internet reaches. */
export const mountTargetNotPublic: Rule = {
  id: "storage/mount-target-not-public",
  title: "File systems are mounted in subnets that the internet does not reach",
  severity: "high",
  rationale:
    "In a subnet with a route from the internet one wrong setting makes a file system reachable (AWS Security Hub, EFS.6); without a security group of its own it answers in the default one.",
  remediation: "Mount it in data or private subnets, with a security group of its own.",
  controls: [iso27001("A.8.22"), soc2("CC6.6")],
  resourceTypes: ["aws:efs/mountTarget:MountTarget"],
  looksAt: "stack",
  check({ inputs }, context) {
    return [
      ...expectAt(
        inputs,
        "subnetId",
        (id) => !isPublicSubnet(context, id),
        "be a subnet that the internet does not reach",
      ),
      ...expectAt(inputs, "securityGroups", (ids) => Array.isArray(ids) && ids.length > 0, "name a security group"),
    ];
  },
};
