/** Launch templates and Amazon EC2 Auto Scaling. */
import type { Account } from "../account.ts";
import { accepted, refused, type Case } from "../case.ts";
import { twoZones } from "../fixtures.ts";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const GROUP = "aws:autoscaling/group:Group";
const POLICY = "aws:autoscaling/policy:Policy";

/** An image of a form that AWS gives. Nobody looks for it. */
const imageId = "ami-03cf127a";

const template = (aws: Account, name: string) => aws.create(TEMPLATE, { name, imageId, instanceType: "t3.micro" });

/** The inputs of a group that could launch. */
async function ready(aws: Account) {
  const { subnets } = await twoZones(aws);
  const { id } = await template(aws, "web");
  return {
    name: "web",
    minSize: 0,
    maxSize: 2,
    vpcZoneIdentifiers: subnets,
    launchTemplate: { id, version: "$Latest" },
  };
}

const tracking = (autoscalingGroupName: string) => ({
  name: "cpu",
  autoscalingGroupName,
  policyType: "TargetTrackingScaling",
  targetTrackingConfiguration: {
    predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
    targetValue: 60,
  },
});

/** Cases of launch templates and Auto Scaling groups. */
export const machineCases: readonly Case[] = [
  accepted("ec2:CreateLaunchTemplate", "a template", (aws) => () => template(aws, "web")),
  refused(
    "ec2:CreateLaunchTemplate",
    "InvalidLaunchTemplateName.AlreadyExistsException",
    "a name that is taken",
    async (aws) => {
      await template(aws, "web");
      return () => template(aws, "web");
    },
  ),
  accepted("autoscaling:CreateAutoScalingGroup", "a group", async (aws) => {
    const inputs = await ready(aws);
    return () => aws.create(GROUP, inputs);
  }),
  refused("autoscaling:CreateAutoScalingGroup", "AlreadyExists", "a name that is taken", async (aws) => {
    const inputs = await ready(aws);
    await aws.create(GROUP, inputs);
    return () => aws.create(GROUP, inputs);
  }),
  refused(
    "autoscaling:CreateAutoScalingGroup",
    "ValidationError",
    "more machines at least than at most",
    async (aws) => {
      const inputs = await ready(aws);
      return () => aws.create(GROUP, { ...inputs, minSize: 3 });
    },
    { inPreview: "maxSize" },
  ),
  refused("autoscaling:CreateAutoScalingGroup", "ValidationError", "a template that is not there", async (aws) => {
    const inputs = await ready(aws);
    return () => aws.create(GROUP, { ...inputs, launchTemplate: { id: "lt-0123456789abcdef0", version: "$Latest" } });
  }),
  refused("autoscaling:CreateAutoScalingGroup", "ValidationError", "a subnet that is not there", async (aws) => {
    const inputs = await ready(aws);
    return () => aws.create(GROUP, { ...inputs, vpcZoneIdentifiers: ["subnet-0123456789abcdef0"] });
  }),
  refused("autoscaling:CreateAutoScalingGroup", "ValidationError", "a template without an image", async (aws) => {
    const inputs = await ready(aws);
    const { id } = await aws.create(TEMPLATE, { name: "half", instanceType: "t3.micro" });
    return () => aws.create(GROUP, { ...inputs, launchTemplate: { id, version: "$Latest" } });
  }),
  accepted("autoscaling:UpdateAutoScalingGroup", "room for more machines", async (aws) => {
    const group = await aws.create(GROUP, await ready(aws));
    return () => aws.update(group, { maxSize: 4 });
  }),
  accepted("autoscaling:DeleteAutoScalingGroup", "a group with a scaling policy", async (aws) => {
    const group = await aws.create(GROUP, await ready(aws));
    await aws.create(POLICY, tracking(group.id));
    return () => aws.delete(group);
  }),
  accepted("autoscaling:PutScalingPolicy", "a policy in the place of another of its name", async (aws) => {
    const group = await aws.create(GROUP, await ready(aws));
    await aws.create(POLICY, tracking(group.id));
    return () => aws.create(POLICY, tracking(group.id));
  }),
  refused(
    "autoscaling:PutScalingPolicy",
    "ValidationError",
    "a group that is not there",
    (aws) => () => aws.create(POLICY, tracking("nobody")),
  ),
];
