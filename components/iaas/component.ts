import * as pulumi from "@pulumi/pulumi";

import type { ServiceComponent } from "../shared/serviceComponent.ts";
import { PrivateBucket } from "./storage/bucket.ts";
import type { IaasBundlePlan } from "./bundle.ts";
import { TenantNetwork } from "./network/network.ts";

/** Arguments of {@link IaasBundle}. */
export interface IaasBundleArgs extends IaasBundlePlan {
  /** Tags of everything that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Whether parts with data are protected against deletion, but for those that the plan names. Default: true. */
  readonly protect?: boolean;
}

/**
 * An infrastructure-as-a-service bundle: a network of the tenant's own over the tier's zones, and its private buckets.
 *
 * @example
 * new IaasBundle("web", {
 *   network: { name: "acme--web", cidr: "10.40.0.0/20", subnets: [], natGateways: "none" },
 *   buckets: [{ name: "assets", bucketName: "msp--acme--web--assets" }],
 *   tags: { "tenantry:tenant": "acme" },
 * });
 */
export class IaasBundle extends pulumi.ComponentResource {
  /** The VPC's id. */
  readonly vpcId: pulumi.Output<string>;
  /** The private subnets' ids, in the order of their zones. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** The addresses that private subnets are seen with outside; empty without NAT gateways. */
  readonly outboundAddresses: pulumi.Output<string[]>;
  /** Names on S3 by the names in the manifest. */
  readonly bucketNames: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: IaasBundleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:IaasBundle", name, {}, opts);
    const network = new TenantNetwork(name, { network: args.network, tags: args.tags }, { parent: this });
    const buckets = args.buckets.map((bucket) => {
      const { bucketName } = new PrivateBucket(
        `${name}--${bucket.name}`,
        { bucketName: bucket.bucketName, tags: args.tags },
        { parent: this },
      );
      return [bucket.name, bucketName] as const;
    });
    this.vpcId = network.vpcId;
    this.privateSubnetIds = network.privateSubnetIds;
    this.outboundAddresses = network.outboundAddresses;
    this.bucketNames = pulumi.output(Object.fromEntries(buckets));
    this.registerOutputs({
      vpcId: this.vpcId,
      privateSubnetIds: this.privateSubnetIds,
      outboundAddresses: this.outboundAddresses,
      bucketNames: this.bucketNames,
    });
  }
}

/** How the program renders an IaaS subscription. */
export const iaasComponent: ServiceComponent = {
  render(name, subscription, provider, protect) {
    // The bundle was made by this kind's `plan`; the registry keeps the two together.
    const bundle = subscription.bundle as unknown as IaasBundlePlan;
    const component = new IaasBundle(name, { ...bundle, tags: subscription.tags, protect }, { providers: [provider] });
    const { vpcId, privateSubnetIds, outboundAddresses, bucketNames } = component;
    return { component, outputs: { vpcId, privateSubnetIds, outboundAddresses, bucketNames } };
  },
};
