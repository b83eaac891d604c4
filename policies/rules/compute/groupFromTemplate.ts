import { iso27001 } from "../../../core/policies/frameworks.ts";
import { isText, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Every machine of a group is one that rules have looked at. */
export const groupFromTemplate: Rule = {
  id: "compute/group-from-template",
  title: "Auto Scaling groups start machines from a launch template",
  severity: "medium",
  rationale:
    "Rules look at what launch templates start; a launch configuration cannot ask for all of it, and AWS gives it nothing new (Amazon EC2 Auto Scaling User Guide, Launch configurations).",
  remediation: "Name a launchTemplate by id or name, with a version.",
  controls: [iso27001("A.8.9")],
  resourceTypes: ["aws:autoscaling/group:Group", "aws:ec2/launchConfiguration:LaunchConfiguration"],
  looksAt: "resource",
  check({ type, inputs }) {
    if (type !== "aws:autoscaling/group:Group")
      return [{ message: "The stack should have launch templates instead of a launch configuration." }];
    const template = valueAt(inputs, "launchTemplate");
    const mixed = valueAt(inputs, "mixedInstancesPolicy", "launchTemplate", "launchTemplateSpecification");
    const isNamed = [template, mixed].some(
      (one) => isText(valueAt(one, "id")) || isText(valueAt(one, "name")) || isText(valueAt(one, "launchTemplateId")),
    );
    return isNamed ? [] : [{ property: "launchTemplate", message: "launchTemplate should name a launch template." }];
  },
};
