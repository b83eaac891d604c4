import * as pulumi from "@pulumi/pulumi";

import { Foundation } from "../foundation/foundation.ts";
import type { ServiceComponent } from "../shared/serviceComponent.ts";
import { AccessRoles } from "./access/accessRoles.ts";
import { TenantBackup } from "./backup/backup.ts";
import type { IaasBundlePlan } from "./bundle.ts";
import { createDatabases } from "./database/createDatabases.ts";
import type { TenantDatabase } from "./database/database.ts";
import { destinationsOf } from "./destinations.ts";
import { createMachines } from "./machines/createMachines.ts";
import { TenantNetwork } from "./network/network.ts";
import { createBuckets, createFileSystems, createLogBucket, createVolumes } from "./storage/createStorage.ts";
import { loadBalancerLogPrefix } from "./storage/plan.ts";
import { keyOf, type BundleTies } from "./ties.ts";

/** Arguments of {@link IaasBundle}. */
export interface IaasBundleArgs extends IaasBundlePlan {
  /** Tags of everything that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Whether parts with data are protected against deletion, but for those that the plan names. Default: true. */
  readonly protect?: boolean;
}

/** What a bundle gives to its user, by the names in the manifest where there are several of a kind. */
export interface IaasBundleOutputs {
  /** The VPC's id. */
  readonly vpcId: pulumi.Output<string>;
  /** The private subnets' ids, in the order of their zones. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** The addresses that private subnets are seen with outside; empty without NAT gateways. */
  readonly outboundAddresses: pulumi.Output<string[]>;
  /** Names on S3. */
  readonly bucketNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** The names in the DNS that clients' own names point to, of groups with a load balancer. */
  readonly loadBalancers: Readonly<Record<string, pulumi.Output<string>>>;
  /** Ids of the volumes, which machines attach them by. */
  readonly volumeIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Ids of the file systems, which machines mount them by. */
  readonly fileSystemIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Where databases answer, and where the master user's password is kept. */
  readonly databases: Readonly<Record<string, Pick<TenantDatabase, "address" | "port" | "masterUserSecretArn">>>;
  /** The log group for what machines write; absent where the tier has none. */
  readonly logGroupName?: pulumi.Output<string>;
  /** The role to choose for a restore; absent where the tier has no backups. */
  readonly restoreRoleArn?: pulumi.Output<string>;
  /** The roles for the tenant's people; absent where none are ordered, and unless the tenant is active. */
  readonly accessRoleArns?: AccessRoles["roleArns"];
}

/**
 * An infrastructure-as-a-service bundle: a network of the tenant's own over the tier's zones, and in it and around it the machines,
 * storage, databases, backups and ways in that are ordered.
 *
 * @example
 * const { bundle } = iaas.plan(input);
 * new IaasBundle("web", { ...(bundle as IaasBundlePlan), tags: { "tenantry:tenant": "acme" } });
 */
export class IaasBundle extends pulumi.ComponentResource {
  /** What the bundle gives to its user. */
  readonly outputs: IaasBundleOutputs;

  constructor(name: string, args: IaasBundleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:IaasBundle", name, {}, opts);
    const { tags, protect = true, unprotected = [] } = args;
    const parent = { parent: this };
    const isProtected = (part: string): boolean => protect && !unprotected.includes(part);
    const foundation = new Foundation(name, { foundation: args.foundation, protect: isProtected("key"), tags }, parent);
    const { permissionsBoundaryArn, keyArn, copyKeyArn, logGroupName, logGroupArn } = foundation;
    const ties: BundleTies = {
      name,
      parent: this,
      tags,
      isProtected,
      permissionsBoundary: permissionsBoundaryArn,
      ...(keyArn !== undefined && { keyArn }),
      ...(logGroupArn !== undefined && { logGroupArn }),
    };
    const network = new TenantNetwork(name, { network: args.network, ...guardsOf(ties), tags }, parent);
    const inNetwork = { ...ties, network };
    const logBucket = createLogBucket(args, ties);
    const fileSystems = createFileSystems(args, args.network, inNetwork);
    const databases = createDatabases(args, args.network, inNetwork);
    const backup =
      args.backup &&
      new TenantBackup(
        name,
        {
          backup: args.backup,
          ...guardsOf(ties),
          ...(copyKeyArn !== undefined && { copyKeyArn }),
          protect: isProtected("backups"),
          tags,
        },
        parent,
      );
    const access =
      args.access &&
      new AccessRoles(name, { access: args.access, permissionsBoundary: permissionsBoundaryArn, tags }, parent);
    this.outputs = {
      vpcId: network.vpcId,
      privateSubnetIds: network.privateSubnetIds,
      outboundAddresses: network.outboundAddresses,
      bucketNames: createBuckets(args, ties, logBucket),
      loadBalancers: createMachines(args, inNetwork, {
        destinations: destinationsOf(args),
        accessLogs: logBucket && { bucket: logBucket.bucketName, prefix: loadBalancerLogPrefix },
      }),
      volumeIds: createVolumes(args, ties),
      fileSystemIds: mapValues(fileSystems, ({ fileSystemId }) => fileSystemId),
      databases: mapValues(databases, ({ address, port, masterUserSecretArn }) => ({
        address,
        port,
        masterUserSecretArn,
      })),
      ...(logGroupName !== undefined && { logGroupName }),
      ...(backup !== undefined && { restoreRoleArn: backup.restoreRoleArn }),
      ...(access !== undefined && { accessRoleArns: access.roleArns }),
    };
    this.registerOutputs(this.outputs);
  }
}

/** What bounds and encrypts, as an argument. */
function guardsOf(ties: BundleTies): Pick<BundleTies, "permissionsBoundary" | "keyArn"> {
  return { permissionsBoundary: ties.permissionsBoundary, ...keyOf(ties) };
}

function mapValues<From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}

/** How the program renders an IaaS subscription. */
export const iaasComponent: ServiceComponent = {
  render(name, subscription, provider, protect) {
    // The bundle was made by this kind's `plan`; the registry keeps the two together.
    const bundle = subscription.bundle as unknown as IaasBundlePlan;
    const component = new IaasBundle(name, { ...bundle, tags: subscription.tags, protect }, { providers: [provider] });
    return { component, outputs: { ...component.outputs } };
  },
};
