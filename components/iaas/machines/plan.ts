import type { Claim } from "../../../core/kinds/serviceKind.ts";
import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import type { PartContext, PartPlan } from "../../shared/partContext.ts";
import { checkMachines } from "./check.ts";
import { maximumOf, sizeOf, type MachineGroupOrder, type MachinesFeatures, type MachinesOrder } from "./order.ts";

/** A load balancer, decided. */
export interface LoadBalancerPlan {
  readonly loadBalancerName: string;
  readonly targetGroupName: string;
  /** The security group's Name tag. */
  readonly securityGroupName: string;
  /** The port that the machines answer on. */
  readonly port: number;
  readonly healthPath: string;
  readonly certificateArn: string;
  /** True: in private subnets, for the network only. False: in public subnets, for everybody. */
  readonly internal: boolean;
  /** The addresses that may ask it, as a CIDR block. */
  readonly clients: string;
  /** Whether AWS refuses to delete it until that is taken away. */
  readonly deletionProtection: boolean;
}

/** A group of equal machines, decided. */
export interface MachineGroupPlan {
  /** The name in the manifest. */
  readonly name: string;
  readonly launchTemplateName: string;
  readonly autoScalingGroupName: string;
  /** The security group's Name tag. */
  readonly securityGroupName: string;
  readonly roleName: string;
  readonly instanceProfileName: string;
  /** The account and region that the machines run in, for ARNs. */
  readonly accountId: string;
  readonly region: string;
  /** Where the machines' parameters are in Systems Manager; they read no others but AWS's. */
  readonly parameterPath: string;
  readonly instanceType: string;
  /** An AMI's id, or `resolve:ssm:` with the name of a public parameter that has one. */
  readonly image: string;
  /** The image's name of its root device. */
  readonly rootDevice: string;
  readonly rootVolumeGiB: number;
  /** The least and the most machines; AWS decides how many run. Both are 0 unless the tenant is active. */
  readonly minimum: number;
  readonly maximum: number;
  /** The average processor load in per cent that the group is scaled for; absent where it is not scaled. */
  readonly cpuPercent?: number;
  /** After how many days a machine is replaced; absent where age is no reason. */
  readonly lifetimeDays?: number;
  readonly loadBalancer?: LoadBalancerPlan;
}

/** Something inside the network that machines open connections to, such as databases. */
export interface Destination {
  /** What it is, in a word; part of the rule's name. */
  readonly name: string;
  readonly port: number;
  /** Where it is: the network's range, or a part of it. */
  readonly cidr: string;
}

/** Machines with every name and size decided: fields of the bundle. */
export interface MachinesPlan {
  readonly machines: readonly MachineGroupPlan[];
}

/**
 * Decides every name and size of machines. A tenant that is suspended, or has left, keeps load balancers, whose addresses others know, and loses machines.
 *
 * @param cidr the subscription's network.
 */
export function planMachines(
  context: PartContext,
  order: MachinesOrder,
  features: MachinesFeatures,
  cidr: string,
): PartPlan<MachinesPlan> {
  const machines = order.machines.map((group) => planGroup(context, group, features, cidr));
  return {
    plan: { machines },
    claims: [
      ...machines.flatMap((group, index) => claimNames(group, ["machines", index])),
      ...claimCapacity(order, features),
    ],
    problems: checkMachines(context, order, features, cidr),
  };
}

/** Whether any of the machines is reached from the internet, for which the network needs public subnets. */
export function needsPublicSubnets({ machines }: MachinesPlan): boolean {
  return machines.some(({ loadBalancer }) => loadBalancer?.internal === false);
}

function planGroup(
  { owner, cell, state }: PartContext,
  group: MachineGroupOrder,
  features: MachinesFeatures,
  cidr: string,
): MachineGroupPlan {
  const { name, size, count, image, rootDevice, rootVolumeGiB, loadBalancer } = group;
  const { scaling, loadBalancers, machineLifetimeDays } = features;
  const maximum = maximumOf(group);
  const isStopped = state !== "active";
  // Other parts have roles and security groups too: what a name is of is a word of its own in it.
  const parts = [...owner, "machines", name];
  const instanceType = sizeOf(features.machineSizes, size)?.instanceType ?? "";
  return {
    name,
    launchTemplateName: physicalName(nameRules.launchTemplate, [...owner, name]),
    autoScalingGroupName: physicalName(nameRules.autoScalingGroup, [...owner, name]),
    securityGroupName: physicalName(nameRules.securityGroup, parts),
    roleName: physicalName(nameRules.iamRole, parts),
    instanceProfileName: physicalName(nameRules.instanceProfile, parts),
    accountId: cell.accountId,
    region: cell.region,
    parameterPath: physicalName(nameRules.parameterPath, owner),
    instanceType,
    image: image ?? newestAmazonLinux(instanceType),
    rootDevice,
    rootVolumeGiB,
    minimum: isStopped ? 0 : count,
    maximum: isStopped ? 0 : maximum,
    ...(scaling !== undefined && maximum > count && { cpuPercent: scaling.cpuPercent }),
    ...(machineLifetimeDays !== undefined && { lifetimeDays: machineLifetimeDays }),
    ...(loadBalancer !== undefined && {
      loadBalancer: {
        loadBalancerName: physicalName(nameRules.loadBalancer, [...owner, name]),
        // A new port needs a new target group, which stands beside the old one for a while and so needs another name.
        targetGroupName: physicalName(nameRules.targetGroup, [...owner, name, String(loadBalancer.port)]),
        securityGroupName: physicalName(nameRules.securityGroup, [...owner, "load-balancers", name]),
        ...loadBalancer,
        clients: loadBalancer.internal ? cidr : "0.0.0.0/0",
        deletionProtection: loadBalancers?.deletionProtection ?? false,
      },
    }),
  };
}

/** What the images begin with that AWS looks up: the newest Amazon Linux 2023. */
export const amazonLinuxParameter = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-";

/**
 * The newest Amazon Linux 2023 for a type's processor, looked up by AWS at each launch (Amazon Linux 2023 User Guide, "Launching
 * AL2023 using the SSM parameter").
 */
function newestAmazonLinux(instanceType: string): string {
  return `${amazonLinuxParameter}${architectureOf(instanceType)}`;
}

/**
 * The letter behind a type's generation is its processor's: g is AWS's own, which is an ARM one, as is that of a1 (Amazon EC2 Instance
 * Types Guide, "Naming conventions").
 */
function architectureOf(instanceType: string): "arm64" | "x86_64" {
  return /^(?:a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? "arm64" : "x86_64";
}

/** IAM's names are taken once an account, whatever the region; the others once an account and region. */
function claimNames(group: MachineGroupPlan, path: readonly (string | number)[]): Claim[] {
  const { accountId, region, loadBalancer } = group;
  const claim = (scope: string, value: string): Claim => ({ type: "name", scope, value, path });
  const account = `aws/${accountId}`;
  return [
    claim(`${account}/roles`, group.roleName),
    claim(`${account}/instance-profiles`, group.instanceProfileName),
    claim(`${account}/${region}/launch-templates`, group.launchTemplateName),
    claim(`${account}/${region}/auto-scaling-groups`, group.autoScalingGroupName),
    ...(loadBalancer === undefined
      ? []
      : [
          claim(`${account}/${region}/load-balancers`, loadBalancer.loadBalancerName),
          claim(`${account}/${region}/target-groups`, loadBalancer.targetGroupName),
        ]),
  ];
}

/** Families that AWS counts together as Standard (Amazon EC2 User Guide, "Amazon EC2 On-Demand Instances", quotas). */
const standardFamily = /^[acdhimrtz]\d/;

/** What machines take of the account's quotas: processors with every group at its maximum and one machine being replaced, and balancers. */
function claimCapacity({ machines }: MachinesOrder, { machineSizes }: MachinesFeatures): Claim[] {
  const path = ["machines"];
  const vcpus = machines.map((group) => {
    const size = sizeOf(machineSizes, group.size);
    return size === undefined || !standardFamily.test(size.instanceType) ? 0 : size.vcpu * (maximumOf(group) + 1);
  });
  const balancers = machines.filter(({ loadBalancer }) => loadBalancer !== undefined);
  return [
    { type: "capacity", resource: "onDemandVcpus", amount: vcpus.reduce((sum, amount) => sum + amount, 0), path },
    { type: "capacity", resource: "loadBalancers", amount: balancers.length, path },
  ];
}
