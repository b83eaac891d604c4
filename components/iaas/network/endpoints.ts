import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { VpcEndpoint } from "@pulumi/aws/ec2/vpcEndpoint.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link ServiceEndpoints}. */
export interface ServiceEndpointsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** The network's range; the interface endpoints take requests from it alone. */
  readonly cidr: string;
  readonly region: string;
  /** The route tables through which S3 is reached. */
  readonly routeTableIds: pulumi.Input<string>[];
  /** Where interface endpoints have their addresses: at most one subnet a zone. */
  readonly subnetIds: pulumi.Input<string>[];
  /** AWS services to reach inside the network, by the last part of their endpoint's name, such as `ssm`. */
  readonly interfaces: readonly string[];
  /** Tags of a part of the network, by the part's name. */
  readonly tags: (part: string) => Readonly<Record<string, string>>;
}

/** Ways from a network to AWS services that do not leave AWS: S3 by routes, which costs nothing, others by addresses inside the network. */
export class ServiceEndpoints extends pulumi.ComponentResource {
  constructor(name: string, args: ServiceEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:ServiceEndpoints", name, {}, opts);
    const parent = { parent: this };
    const { vpcId, region, tags } = args;
    const serviceName = (service: string): string => `com.amazonaws.${region}.${service}`;
    new VpcEndpoint(
      `${name}-s3`,
      {
        vpcId,
        serviceName: serviceName("s3"),
        vpcEndpointType: "Gateway",
        routeTableIds: args.routeTableIds,
        tags: tags("s3"),
      },
      parent,
    );
    if (args.interfaces.length > 0) {
      const group = new SecurityGroup(
        `${name}-endpoints`,
        { vpcId, description: "HTTPS from the network to endpoints of AWS services", tags: tags("endpoints") },
        parent,
      );
      new SecurityGroupIngressRule(
        `${name}-endpoints`,
        {
          securityGroupId: group.id,
          description: "HTTPS from the network",
          cidrIpv4: args.cidr,
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          tags: tags("endpoints"),
        },
        parent,
      );
      for (const service of args.interfaces) {
        new VpcEndpoint(
          `${name}-${service}`,
          {
            vpcId,
            serviceName: serviceName(service),
            vpcEndpointType: "Interface",
            subnetIds: args.subnetIds,
            securityGroupIds: [group.id],
            privateDnsEnabled: true,
            tags: tags(service),
          },
          parent,
        );
      }
    }
    this.registerOutputs({});
  }
}
