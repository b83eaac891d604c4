import { Group } from "@pulumi/aws/autoscaling/group.js";
import { Policy } from "@pulumi/aws/autoscaling/policy.js";
import { LaunchTemplate } from "@pulumi/aws/ec2/launchTemplate.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import * as pulumi from "@pulumi/pulumi";

import { InstanceRole } from "./instanceRole.ts";
import { launchTemplateOf } from "./launchTemplate.ts";
import { ApplicationLoadBalancer, type AccessLogs } from "./loadBalancer.ts";
import type { Destination, MachineGroupPlan } from "./plan.ts";

/** Arguments of {@link MachineGroup}. */
export interface MachineGroupArgs {
  /** Its names, size and number. A changed name replaces what it is of. */
  readonly group: MachineGroupPlan;
  readonly vpcId: pulumi.Input<string>;
  /** Where the machines are, and an internal load balancer; one subnet a zone. */
  readonly privateSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Where a load balancer is that the internet reaches; one subnet a zone. */
  readonly publicSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** What the machines reach beside HTTPS; each range and port once, because AWS takes no rule twice. Default: nothing. */
  readonly destinations?: readonly Destination[];
  /** The key of the root volumes, which Auto Scaling has to be allowed to use; the account's key of EBS when absent. */
  readonly keyArn?: pulumi.Input<string>;
  /** The log group that the machines may write to; they write no logs when absent. */
  readonly logGroupArn?: pulumi.Input<string>;
  /** Where the load balancer's access logs are kept; none are when absent. */
  readonly accessLogs?: AccessLogs;
  /** The policy that bounds the machines' role. */
  readonly permissionsBoundary: pulumi.Input<string>;
  /** Whether the engine refuses to delete the load balancer, and AWS too, where its plan protects it. Default: true. */
  readonly protect?: boolean;
  /** Tags of everything that takes tags; the machines have those that they were started with, so a change replaces them one by one. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A machine goes when its successor works, so that a group of one is not without any (Amazon EC2 Auto Scaling User Guide, "Instance maintenance policies"). */
const launchBeforeTerminating = { minHealthyPercentage: 100, maxHealthyPercentage: 110 };

const secondsPerDay = 86_400;

/**
 * Equal machines in private subnets, replaced when they fail and one by one when their template changes: no public address, no key to log
 * in by, nothing that reaches them but their load balancer, and nothing that they reach but HTTPS and what they are given. Names are
 * resolved by the network's own resolver, to which security groups let everything through (Amazon VPC User Guide, "Control traffic to
 * your AWS resources using security groups").
 *
 * @example
 * new MachineGroup("web--frontend", {
 *   group: planMachines(context, order, features, cidr).plan.machines[0],
 *   vpcId: network.vpcId,
 *   privateSubnetIds: network.privateSubnetIds,
 *   publicSubnetIds: network.publicSubnetIds,
 *   permissionsBoundary: boundary.arn,
 *   tags: { "tenantry:tenant": "acme" },
 * });
 */
export class MachineGroup extends pulumi.ComponentResource {
  /** The security group of the machines. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The name of the machines' role, to give it more to do. */
  readonly roleName: pulumi.Output<string>;
  /** The name in the DNS of their load balancer; empty without one. */
  readonly dnsName: pulumi.Output<string>;

  constructor(name: string, args: MachineGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:MachineGroup", name, {}, opts);
    const parent = { parent: this };
    const { group: plan, vpcId, permissionsBoundary, logGroupArn, keyArn, tags } = args;
    const securityGroup = new SecurityGroup(
      name,
      {
        description: "Machines of one group",
        vpcId,
        tags: { ...tags, Name: plan.securityGroupName },
      },
      parent,
    );
    const egress = { securityGroupId: securityGroup.id, ipProtocol: "tcp", tags };
    new SecurityGroupEgressRule(
      `${name}-https`,
      { ...egress, description: "HTTPS to everywhere", cidrIpv4: "0.0.0.0/0", fromPort: 443, toPort: 443 },
      parent,
    );
    for (const { name: destination, port, cidr } of args.destinations ?? []) {
      const rule = { description: `Connections to ${destination}`, cidrIpv4: cidr, fromPort: port, toPort: port };
      new SecurityGroupEgressRule(`${name}-${destination}`, { ...egress, ...rule }, parent);
    }
    const balancer = plan.loadBalancer && this.#balance(name, args, securityGroup.id, plan.loadBalancer);
    const role = new InstanceRole(
      name,
      { ...plan, permissionsBoundary, ...(logGroupArn !== undefined && { logGroupArn }), tags },
      parent,
    );
    const template = new LaunchTemplate(
      name,
      launchTemplateOf(plan, {
        securityGroupId: securityGroup.id,
        instanceProfileArn: role.instanceProfileArn,
        ...(keyArn !== undefined && { keyArn }),
        tags,
      }),
      parent,
    );
    const group = new Group(
      name,
      {
        name: plan.autoScalingGroupName,
        // How many run is left out: AWS keeps it between the two, and what a scaling policy decides stays.
        minSize: plan.minimum,
        maxSize: plan.maximum,
        vpcZoneIdentifiers: args.privateSubnetIds,
        // By number, because a template that is always the latest never differs, and then nothing is replaced.
        launchTemplate: { id: template.id, version: pulumi.interpolate`${template.latestVersion}` },
        instanceRefresh: { strategy: "Rolling", preferences: launchBeforeTerminating },
        instanceMaintenancePolicy: launchBeforeTerminating,
        healthCheckType: balancer === undefined ? "EC2" : "ELB",
        healthCheckGracePeriod: 300,
        ...(balancer !== undefined && { targetGroupArns: [balancer.targetGroupArn] }),
        ...(plan.lifetimeDays !== undefined && { maxInstanceLifetime: plan.lifetimeDays * secondsPerDay }),
        tags: Object.entries({ ...tags, Name: plan.autoScalingGroupName }).map(([key, value]) => ({
          key,
          value,
          propagateAtLaunch: true,
        })),
      },
      // A machine that starts before its role has its policies is not found by Systems Manager until it asks again, which takes longer each time.
      { ...parent, dependsOn: balancer === undefined ? [role] : [role, balancer] },
    );
    if (plan.cpuPercent !== undefined) {
      new Policy(
        name,
        {
          name: plan.autoScalingGroupName,
          autoscalingGroupName: group.name,
          policyType: "TargetTrackingScaling",
          targetTrackingConfiguration: {
            predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
            targetValue: plan.cpuPercent,
          },
        },
        parent,
      );
    }
    this.securityGroupId = securityGroup.id;
    this.roleName = role.roleName;
    this.dnsName = balancer?.dnsName ?? pulumi.output("");
    this.registerOutputs({ securityGroupId: this.securityGroupId, roleName: this.roleName, dnsName: this.dnsName });
  }

  /** Puts a load balancer before the machines and lets its requests in. */
  #balance(
    name: string,
    args: MachineGroupArgs,
    machinesSecurityGroupId: pulumi.Output<string>,
    loadBalancer: NonNullable<MachineGroupPlan["loadBalancer"]>,
  ): ApplicationLoadBalancer {
    const { vpcId, accessLogs, protect, tags } = args;
    const { port, internal } = loadBalancer;
    const balancer = new ApplicationLoadBalancer(
      `${name}-load-balancer`,
      {
        loadBalancer,
        vpcId,
        subnetIds: internal ? args.privateSubnetIds : args.publicSubnetIds,
        machinesSecurityGroupId,
        ...(accessLogs !== undefined && { accessLogs }),
        ...(protect !== undefined && { protect }),
        tags,
      },
      { parent: this },
    );
    new SecurityGroupIngressRule(
      name,
      {
        securityGroupId: machinesSecurityGroupId,
        description: "Requests and health checks of the load balancer",
        referencedSecurityGroupId: balancer.securityGroupId,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        tags,
      },
      { parent: this },
    );
    return balancer;
  }
}
