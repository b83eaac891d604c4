import { accepts, type Differences, says } from "./difference.ts";

const createGroup = "Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup";
const createBalancer = "Elastic Load Balancing API Reference, CreateLoadBalancer";

/** Differences of Amazon EC2 Auto Scaling and Elastic Load Balancing. */
export const computeDifferences: Differences = {
  "autoscaling:CreateAutoScalingGroup": {
    "a name that is taken": accepts(
      `moto puts the new group in the place of the old one: ${createGroup}, AlreadyExists`,
    ),
    "more machines at least than at most": accepts(`the highest size is at least the lowest: ${createGroup}, MaxSize`),
    "a template that is not there": says(
      "InvalidLaunchTemplateId.NotFound",
      'moto passes on the code of Amazon EC2: Amazon EC2 Auto Scaling User Guide, "Troubleshoot launch templates"',
    ),
    "a subnet that is not there": says(
      "InvalidSubnetID.NotFound",
      'moto passes on the code of Amazon EC2: Amazon EC2 Auto Scaling API Reference, "Common errors", ValidationError',
    ),
    "a template without an image": accepts(
      'a group that could not launch is refused: Amazon EC2 Auto Scaling User Guide, "Troubleshoot launch templates"',
    ),
  },
  "autoscaling:PutScalingPolicy": {
    "a group that is not there": accepts(
      'the group must exist: Amazon EC2 Auto Scaling API Reference, "Common errors", ValidationError',
    ),
  },
  "elasticloadbalancing:CreateLoadBalancer": {
    "one subnet": accepts(`an application load balancer has subnets of two zones at least: ${createBalancer}, Subnets`),
    "two subnets in a zone": accepts(`there is one subnet for each zone: ${createBalancer}, Subnets`),
    "a public one without an internet gateway": accepts(
      'its subnets lead to the internet: Elastic Load Balancing, Application Load Balancers, "Subnets for your load balancer"',
    ),
    "subnets that are not there": says(
      "InvalidSubnetID.NotFound",
      `moto passes on the code of Amazon EC2: ${createBalancer}, SubnetNotFound`,
    ),
    "a group that is not there": accepts(`the security group must exist: ${createBalancer}, InvalidSecurityGroup`),
    "a name that is taken": accepts(
      `moto makes a second one; AWS gives back the one that is there, when its settings are equal: ${createBalancer}, DuplicateLoadBalancerName`,
    ),
    "a name of 33 characters": accepts(`names have 32 characters at most: ${createBalancer}, Name`),
  },
  "elasticloadbalancing:DeleteLoadBalancer": {
    "a protected load balancer": accepts(
      "deletion protection refuses it: Elastic Load Balancing API Reference, DeleteLoadBalancer, OperationNotPermitted",
    ),
  },
  "elasticloadbalancing:CreateListener": {
    "targets of another network": accepts(
      'the targets are of the network of the load balancer: Elastic Load Balancing, Application Load Balancers, "Target groups"',
    ),
    "targets that speak TCP": accepts(
      "both sides speak HTTP or HTTPS: Elastic Load Balancing API Reference, CreateListener, IncompatibleProtocols",
    ),
    "another one's targets": accepts(
      "a target group has one load balancer: Elastic Load Balancing API Reference, CreateListener, TargetGroupAssociationLimit",
    ),
    "a port that is taken": accepts(
      "a port has one listener: Elastic Load Balancing API Reference, CreateListener, DuplicateListener",
    ),
  },
};
