import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { Listener } from "@pulumi/aws/lb/listener.js";
import { LoadBalancer } from "@pulumi/aws/lb/loadBalancer.js";
import { TargetGroup } from "@pulumi/aws/lb/targetGroup.js";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import * as pulumi from "@pulumi/pulumi";

import type { LoadBalancerPlan } from "./plan.ts";

/** Where access logs are kept. */
export interface AccessLogs {
  /**
   * A bucket of the region that Elastic Load Balancing may write to, encrypted by S3's own keys, which is all that it writes to (User
   * Guide for Application Load Balancers, "Enable access logs for your Application Load Balancer").
   */
  readonly bucket: pulumi.Input<string>;
  /** What the logs' names begin with, before `/AWSLogs`. */
  readonly prefix: string;
}

/** Arguments of {@link ApplicationLoadBalancer}. */
export interface ApplicationLoadBalancerArgs {
  /** Its names, port, certificate and clients. A changed name, or a change between internal and public, replaces it and its address. */
  readonly loadBalancer: LoadBalancerPlan;
  readonly vpcId: pulumi.Input<string>;
  /** Two subnets or more in zones of their own: public ones unless it is internal. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The security group of the machines, which is all that it reaches. */
  readonly machinesSecurityGroupId: pulumi.Input<string>;
  /** Where access logs are kept; none are when absent. */
  readonly accessLogs?: AccessLogs;
  /** Whether the engine refuses to delete it, and AWS too, where its plan protects it. Default: true. */
  readonly protect?: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * TLS 1.3, and 1.2 with forward secrecy and authenticated encryption; what AWS recommends (User Guide for Application Load Balancers,
 * "Security policies for your Application Load Balancer").
 */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** A way in by HTTPS to machines that answer by HTTP inside the network: old TLS and malformed headers are turned away, HTTP is sent to HTTPS. */
export class ApplicationLoadBalancer extends pulumi.ComponentResource {
  /** The name in the DNS that clients' own names point to. */
  readonly dnsName: pulumi.Output<string>;
  /** The target group's ARN, for whatever starts machines. */
  readonly targetGroupArn: pulumi.Output<string>;
  /** The security group that requests to the machines come from. */
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: ApplicationLoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:ApplicationLoadBalancer", name, {}, opts);
    const parent = { parent: this };
    const { loadBalancer: plan, vpcId, tags } = args;
    const isProtected = plan.deletionProtection && (args.protect ?? true);
    const group = new SecurityGroup(
      name,
      {
        description: "Clients of a load balancer, and the machines behind it",
        vpcId,
        tags: { ...tags, Name: plan.securityGroupName },
      },
      parent,
    );
    for (const [scheme, port] of [
      ["https", 443],
      ["http", 80],
    ] as const) {
      new SecurityGroupIngressRule(
        `${name}-${scheme}`,
        {
          securityGroupId: group.id,
          description: port === 443 ? "Requests" : "Requests to be sent to HTTPS",
          cidrIpv4: plan.clients,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          tags,
        },
        parent,
      );
    }
    new SecurityGroupEgressRule(
      `${name}-machines`,
      {
        securityGroupId: group.id,
        description: "Requests and health checks to the machines",
        referencedSecurityGroupId: args.machinesSecurityGroupId,
        ipProtocol: "tcp",
        fromPort: plan.port,
        toPort: plan.port,
        tags,
      },
      parent,
    );
    const balancer = new LoadBalancer(
      name,
      {
        name: plan.loadBalancerName,
        loadBalancerType: "application",
        internal: plan.internal,
        subnets: args.subnetIds,
        securityGroups: [group.id],
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        enableDeletionProtection: isProtected,
        ...(args.accessLogs !== undefined && { accessLogs: { ...args.accessLogs, enabled: true } }),
        tags,
      },
      { ...parent, protect: isProtected },
    );
    const targets = new TargetGroup(
      name,
      {
        name: plan.targetGroupName,
        vpcId,
        targetType: "instance",
        protocol: "HTTP",
        port: plan.port,
        deregistrationDelay: 60,
        healthCheck: {
          protocol: "HTTP",
          path: plan.healthPath,
          matcher: "200-399",
          interval: 15,
          timeout: 5,
          healthyThreshold: 2,
          unhealthyThreshold: 3,
        },
        tags,
      },
      // AWS deletes none that a listener still sends requests to: the new one has to be there first, and has another name.
      { ...parent, deleteBeforeReplace: false },
    );
    new Listener(
      `${name}-https`,
      {
        loadBalancerArn: balancer.arn,
        port: 443,
        protocol: "HTTPS",
        sslPolicy: tlsPolicy,
        certificateArn: plan.certificateArn,
        defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
        tags,
      },
      parent,
    );
    new Listener(
      `${name}-http`,
      {
        loadBalancerArn: balancer.arn,
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
        tags,
      },
      parent,
    );
    this.dnsName = balancer.dnsName;
    this.targetGroupArn = targets.arn;
    this.securityGroupId = group.id;
    this.registerOutputs({
      dnsName: this.dnsName,
      targetGroupArn: this.targetGroupArn,
      securityGroupId: this.securityGroupId,
    });
  }
}
