import { beforeAll, describe, expect, test } from "@jest/globals";

import {
  ApplicationLoadBalancer,
  type ApplicationLoadBalancerArgs,
} from "../../../../../components/iaas/machines/loadBalancer.ts";
import { protectionAccount, type ProtectionAccount } from "../../../../helpers/protection.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";
import { loadBalancer } from "./plans.ts";

const tags = { "tenantry:tenant": "acme" };

function render(
  more: Partial<ApplicationLoadBalancerArgs> = {},
  { opts }: Pick<ProtectionAccount, "opts"> = { opts: {} },
): Promise<RenderedComponent> {
  return renderComponent(() => {
    const args = {
      loadBalancer,
      vpcId: "vpc-1",
      subnetIds: ["subnet-a", "subnet-b"],
      machinesSecurityGroupId: "sg-machines",
      tags,
      ...more,
    };
    const { targetGroupArn, securityGroupId } = new ApplicationLoadBalancer("frontend", args, opts);
    return { targetGroupArn, securityGroupId };
  });
}

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";

describe("a load balancer", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render();
  });

  test("is the parent of all that belongs to it", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:ec2/securityGroup:SecurityGroup frontend < frontend",
      "aws:lb/listener:Listener frontend-http < frontend",
      "aws:lb/listener:Listener frontend-https < frontend",
      "aws:lb/loadBalancer:LoadBalancer frontend < frontend",
      "aws:lb/targetGroup:TargetGroup frontend < frontend",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule frontend-machines < frontend",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule frontend-http < frontend",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule frontend-https < frontend",
      "tenantry:iaas:ApplicationLoadBalancer frontend < tenantry-test",
    ]);
    expect(rendered.outputs).toEqual({
      targetGroupArn: "arn:aws:test:::frontend",
      securityGroupId: "frontend-id",
    });
  });

  test("drops malformed headers and is not deleted by mistake", () => {
    expect(inputsOf(rendered, BALANCER)).toEqual({
      name: "acme--web--frontend",
      loadBalancerType: "application",
      internal: false,
      subnets: ["subnet-a", "subnet-b"],
      securityGroups: ["frontend-id"],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      enableDeletionProtection: true,
      tags,
    });
  });

  test("is asked by its clients and asks the machines alone", () => {
    expect(inputsOf(rendered, "aws:ec2/securityGroup:SecurityGroup")).toEqual({
      description: "Clients of a load balancer, and the machines behind it",
      vpcId: "vpc-1",
      tags: { ...tags, Name: "acme--web--load-balancers--frontend" },
    });
    const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    expect(inputsOf(rendered, ingress, "frontend-https")).toEqual({
      securityGroupId: "frontend-id",
      description: "Requests",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags,
    });
    expect(inputsOf(rendered, ingress, "frontend-http")).toEqual({
      securityGroupId: "frontend-id",
      description: "Requests to be sent to HTTPS",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 80,
      toPort: 80,
      tags,
    });
    expect(inputsOf(rendered, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")).toEqual({
      securityGroupId: "frontend-id",
      description: "Requests and health checks to the machines",
      referencedSecurityGroupId: "sg-machines",
      ipProtocol: "tcp",
      fromPort: 8080,
      toPort: 8080,
      tags,
    });
  });

  test("speaks TLS as AWS recommends, and sends HTTP there", () => {
    expect(inputsOf(rendered, "aws:lb/listener:Listener", "frontend-https")).toEqual({
      loadBalancerArn: "arn:aws:test:::frontend",
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      certificateArn: loadBalancer.certificateArn,
      defaultActions: [{ type: "forward", targetGroupArn: "arn:aws:test:::frontend" }],
      tags,
    });
    expect(inputsOf(rendered, "aws:lb/listener:Listener", "frontend-http")).toEqual({
      loadBalancerArn: "arn:aws:test:::frontend",
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
      tags,
    });
  });

  test("asks the machines whether they work", () => {
    expect(inputsOf(rendered, "aws:lb/targetGroup:TargetGroup")).toEqual({
      name: "acme--web--frontend--8080",
      vpcId: "vpc-1",
      targetType: "instance",
      protocol: "HTTP",
      port: 8080,
      deregistrationDelay: 60,
      healthCheck: {
        protocol: "HTTP",
        path: "/healthz",
        matcher: "200-399",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      tags,
    });
  });

  test("keeps access logs where it is told", async () => {
    const { accessLogs } = inputsOf(
      await render({ accessLogs: { bucket: "logs", prefix: "load-balancers" } }),
      BALANCER,
    );
    expect(accessLogs).toEqual({ bucket: "logs", prefix: "load-balancers", enabled: true });
  });

  test.each<[string, Partial<ApplicationLoadBalancerArgs>, boolean]>([
    ["is not deleted by mistake", {}, true],
    ["can be deleted where its plan lets it", { loadBalancer: { ...loadBalancer, deletionProtection: false } }, false],
    ["can be deleted when whoever runs it says so", { protect: false }, false],
  ])("%s, by the engine and by AWS", async (_what, more, isProtected) => {
    const account = protectionAccount();
    const { enableDeletionProtection } = inputsOf(await render(more, account), BALANCER);
    expect(enableDeletionProtection).toBe(isProtected);
    expect(account.guarded).toEqual(isProtected ? [`${BALANCER} frontend`] : []);
  });

  test("is asked by the network alone when it is internal", async () => {
    const internal = await render({ loadBalancer: { ...loadBalancer, internal: true, clients: "10.40.0.0/20" } });
    expect(inputsOf(internal, BALANCER)["internal"]).toBe(true);
    const sources = internal.resources.flatMap(({ inputs }) => inputs["cidrIpv4"] ?? []);
    expect(sources).toEqual(["10.40.0.0/20", "10.40.0.0/20"]);
  });
});
