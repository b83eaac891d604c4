import type { Charge, Consumption, Range } from "../../../core/kinds/consumption.ts";
import { charge, charged, free, hourly } from "../../shared/consumed.ts";
import { exactly, percentOf, plus, times } from "../../shared/quantities.ts";
import type { IaasUse } from "../assumptions.ts";
import type { NetworkPlan } from "../network/plan.ts";
import type { LoadBalancerPlan, MachineGroupPlan, MachinesPlan } from "./plan.ts";

/** Metrics that a machine under detailed monitoring is charged for (Amazon CloudWatch pricing, example 1: "7 metrics per instance"). */
const detailedMetrics = 7;

/** What machines are in: how large their network is, and how much they reach in it. */
export interface MachinesSurroundings {
  readonly network: Pick<NetworkPlan, "subnets">;
  /** How many kinds of things in the network they open connections to. */
  readonly destinations: number;
}

/** How many machines of a group run: between the least and the most, as far as it is scaled. */
export function runningOf({ minimum, maximum }: MachineGroupPlan, { scaledPercent }: IaasUse): Range {
  return plus(minimum, percentOf(scaledPercent, maximum - minimum));
}

/** What the machines use in a month, with their load balancers. */
export function machinesConsumption(
  { machines }: MachinesPlan,
  surroundings: MachinesSurroundings,
  use: IaasUse,
): Consumption[] {
  return machines.flatMap((group) => groupConsumption(group, surroundings, use));
}

function groupConsumption(
  group: MachineGroupPlan,
  { network, destinations }: MachinesSurroundings,
  use: IaasUse,
): Consumption[] {
  const part = `machines "${group.name}"`;
  const { loadBalancer } = group;
  const zones = network.subnets.filter(({ role }) => role === "private").length;
  const publicZones = network.subnets.filter(({ role }) => role === "public").length;
  return [
    ...charged(part, "aws:autoscaling/group:Group", 1, machineCharges(group, runningOf(group, use), zones, use)),
    // What a policy of this type decides by is alarms of CloudWatch, one for each direction (Amazon EC2 Auto Scaling User Guide, "Target tracking scaling policies").
    ...charged(part, "aws:autoscaling/policy:Policy", group.cpuPercent === undefined ? 0 : 1, [
      charge("aws.cloudwatch.alarm.month", "month", exactly(2)),
    ]),
    ...free(part, "AWS charges for machines, not for what they are started from.", {
      "aws:ec2/launchTemplate:LaunchTemplate": 1,
    }),
    ...free(part, "AWS charges nothing for security groups.", {
      "aws:ec2/securityGroup:SecurityGroup": 1,
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": 1 + destinations,
    }),
    ...free(part, "AWS charges nothing for IAM.", {
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
      "aws:iam/instanceProfile:InstanceProfile": 1,
    }),
    ...(loadBalancer === undefined ? [] : balancerConsumption(group.name, loadBalancer, publicZones, use)),
  ];
}

/** What is paid for machines while they run, and for what they send. */
function machineCharges(
  { instanceType, rootVolumeGiB }: MachineGroupPlan,
  running: Range,
  zones: number,
  use: IaasUse,
): Charge[] {
  const [family = ""] = instanceType.split(".");
  return [
    hourly(`aws.ec2.instance.${instanceType}.hour`, running),
    // Families that begin with t run beyond what is included, and are charged for it, unless told not to (Amazon EC2 User Guide, "Unlimited mode").
    ...(family.startsWith("t")
      ? [charge(`aws.ec2.surplusCpu.${family}.hour`, "hour", times(use.surplusCpuHours, running))]
      : []),
    charge("aws.ebs.gp3.gibMonth", "gibMonth", times(running, rootVolumeGiB)),
    charge("aws.cloudwatch.metric.month", "month", times(running, detailedMetrics)),
    charge("aws.transfer.internet.gib", "gib", times(use.internetGib, running)),
    // It is charged for on both ends.
    ...(zones > 1 ? [charge("aws.transfer.betweenZones.gib", "gib", times(use.betweenZonesGib, running, 2))] : []),
  ];
}

function balancerConsumption(
  group: string,
  { internal }: LoadBalancerPlan,
  publicZones: number,
  use: IaasUse,
): Consumption[] {
  const part = `load balancer of "${group}"`;
  return [
    ...charged(part, "aws:lb/loadBalancer:LoadBalancer", 1, [
      hourly("aws.elb.application.hour", exactly(1)),
      hourly("aws.elb.application.capacityUnit.hour", use.loadBalancerUnits),
      ...(internal ? [] : [hourly("aws.ec2.publicIpv4.hour", exactly(publicZones))]),
    ]),
    ...free(part, "AWS charges for the load balancer, not for its parts.", {
      "aws:lb/targetGroup:TargetGroup": 1,
      "aws:lb/listener:Listener": 2,
    }),
    ...free(part, "AWS charges nothing for security groups.", {
      "aws:ec2/securityGroup:SecurityGroup": 1,
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": 3,
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": 1,
    }),
  ];
}
