import { describe, expect, test } from "@jest/globals";

import { ServiceEndpoints } from "../../../../../components/iaas/network/endpoints.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

const tags = (part: string) => ({ Name: `acme--web/${part}` });
const render = (...interfaces: string[]): Promise<RenderedComponent> =>
  renderComponent(
    () =>
      new ServiceEndpoints("web", {
        vpcId: "vpc-1",
        cidr: "10.40.0.0/20",
        region: "eu-central-1",
        routeTableIds: ["table-a", "table-b"],
        subnetIds: ["subnet-a", "subnet-b"],
        interfaces,
        tags,
      }).urn,
  );
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";

describe("a network's ways to AWS services", () => {
  test("S3 is reached by routes, in every network", async () => {
    const rendered = await render();
    expect(treeOf(rendered)).toEqual([
      `${endpoint} web-s3 < web`,
      "tenantry:iaas:ServiceEndpoints web < tenantry-test",
    ]);
    expect(inputsOf(rendered, endpoint)).toEqual({
      vpcId: "vpc-1",
      serviceName: "com.amazonaws.eu-central-1.s3",
      vpcEndpointType: "Gateway",
      routeTableIds: ["table-a", "table-b"],
      tags: tags("s3"),
    });
  });

  test("other services are reached by addresses inside, over HTTPS from the network alone", async () => {
    const rendered = await render("ssm", "kms");
    expect(treeOf(rendered)).toEqual(
      [
        `${endpoint} web-kms < web`,
        `${endpoint} web-s3 < web`,
        `${endpoint} web-ssm < web`,
        "aws:ec2/securityGroup:SecurityGroup web-endpoints < web",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule web-endpoints < web",
        "tenantry:iaas:ServiceEndpoints web < tenantry-test",
      ].toSorted(),
    );
    expect(inputsOf(rendered, endpoint, "web-ssm")).toEqual({
      vpcId: "vpc-1",
      serviceName: "com.amazonaws.eu-central-1.ssm",
      vpcEndpointType: "Interface",
      subnetIds: ["subnet-a", "subnet-b"],
      securityGroupIds: ["web-endpoints-id"],
      privateDnsEnabled: true,
      tags: tags("ssm"),
    });
    expect(inputsOf(rendered, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")).toEqual({
      securityGroupId: "web-endpoints-id",
      description: "HTTPS from the network",
      cidrIpv4: "10.40.0.0/20",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags: tags("endpoints"),
    });
    expect(inputsOf(rendered, "aws:ec2/securityGroup:SecurityGroup")).toEqual({
      vpcId: "vpc-1",
      description: "HTTPS from the network to endpoints of AWS services",
      tags: tags("endpoints"),
    });
  });
});
