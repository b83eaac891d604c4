import * as pulumi from "@pulumi/pulumi";

import { Foundation } from "../foundation/foundation.ts";
import { LogBucket } from "../iaas/storage/logBucket.ts";
import type { ServiceComponent } from "../shared/serviceComponent.ts";
import { StorageRoles } from "./access/storageRoles.ts";
import { StorageAccessPoint } from "./accessPoints/storageAccessPoint.ts";
import { createBuckets, type BucketTies } from "./buckets/createBuckets.ts";
import type { StorageBundlePlan } from "./bundle.ts";
import { WriteStop } from "./quota/writeStop.ts";
import { createReplication } from "./replication/createReplication.ts";

/** Arguments of {@link StorageBundle}. */
export interface StorageBundleArgs extends StorageBundlePlan {
  /** Tags of everything that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Whether parts with data are protected against deletion, but for those that the plan names. Default: true. */
  readonly protect?: boolean;
}

/** What a bundle gives to its user, by the names in the manifest. */
export interface StorageBundleOutputs {
  /** Names on S3. */
  readonly bucketNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** Names on S3, of the buckets that they are of; empty where the tier does not replicate. */
  readonly replicaBucketNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** What programs use in the place of a bucket's name; empty unless the tenant is active. */
  readonly accessPointAliases: Readonly<Record<string, pulumi.Output<string>>>;
  /** The roles that can be taken; empty unless the tenant is active. */
  readonly roleArns: StorageRoles["roleArns"];
}

/**
 * A bundle of object storage: private buckets with their replicas, the roles and access points by which they are reached, and what ends
 * writing when the month's quota is used up.
 *
 * @example
 * const { bundle } = storage.plan(input);
 * new StorageBundle("files", { ...(bundle as StorageBundlePlan), tags: { "tenantry:tenant": "acme" } });
 */
export class StorageBundle extends pulumi.ComponentResource {
  /** What the bundle gives to its user. */
  readonly outputs: StorageBundleOutputs;

  constructor(name: string, args: StorageBundleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:storage:StorageBundle", name, {}, opts);
    const { tags, protect = true, unprotected = [], buckets, accessLogs, accessPoints, writeStop } = args;
    const parent = { parent: this };
    const isProtected = (part: string): boolean => protect && !unprotected.includes(part);
    const foundation = new Foundation(name, { foundation: args.foundation, protect: isProtected("key"), tags }, parent);
    const { permissionsBoundaryArn: permissionsBoundary, keyArn, copyKeyArn } = foundation;
    const { region } = args.foundation;
    const logBucket =
      accessLogs &&
      new LogBucket(
        `${name}--access--logs`,
        {
          ...accessLogs,
          sourceBuckets: buckets.map(({ bucketName }) => bucketName),
          protect: isProtected("accessLogs"),
          tags,
        },
        parent,
      );
    const ties: BucketTies = { name, parent: this, tags, isProtected, permissionsBoundary, region };
    const created = createBuckets(args, ties, {
      ...(keyArn !== undefined && { keyArn }),
      ...(logBucket !== undefined && { logBucketName: logBucket.bucketName }),
    });
    const replicas = createReplication(args, ties, created, { keyArn, replicaKeyArn: copyKeyArn });
    const bucketNames = buckets.map(({ bucketName }) => bucketName);
    const roles = new StorageRoles(name, { roles: args.roles, bucketNames, region, permissionsBoundary, tags }, parent);
    const points = accessPoints.map((accessPoint) => {
      const { name: part, bucket } = accessPoint;
      const bucketName = created[bucket]?.bucketName ?? "";
      const point = new StorageAccessPoint(
        `${name}--${part}`,
        { accessPoint, bucketName, tags },
        // A policy takes no role that is not there yet.
        { ...parent, dependsOn: [...roles.roles] },
      );
      return [part, point.alias] as const;
    });
    if (writeStop !== undefined) {
      new WriteStop(name, { writeStop, after: [foundation, ...roles.roles], tags }, parent);
    }
    this.outputs = {
      bucketNames: mapValues(created, (bucket) => bucket.bucketName),
      replicaBucketNames: mapValues(replicas, (replica) => replica.bucketName),
      accessPointAliases: Object.fromEntries(points),
      roleArns: roles.roleArns,
    };
    this.registerOutputs(this.outputs);
  }
}

function mapValues<From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}

/** How the program renders a subscription of object storage. */
export const storageComponent: ServiceComponent = {
  render(name, subscription, provider, protect) {
    // The bundle was made by this kind's `plan`; the registry keeps the two together.
    const bundle = subscription.bundle as unknown as StorageBundlePlan;
    const args = { ...bundle, tags: subscription.tags, protect };
    const component = new StorageBundle(name, args, { providers: [provider] });
    return { component, outputs: { ...component.outputs } };
  },
};
