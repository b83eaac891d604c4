import type * as pulumi from "@pulumi/pulumi";

import type { NetworkPlan } from "../network/plan.ts";
import { keyOf, type BundleTies, type NetworkTies } from "../ties.ts";
import { PrivateBucket } from "./bucket.ts";
import { DataVolume } from "./dataVolume.ts";
import { LogBucket } from "./logBucket.ts";
import type { StoragePlan } from "./plan.ts";
import { SharedFileSystem } from "./sharedFileSystem.ts";

/** The bucket of access logs; undefined where the tier keeps none. */
export function createLogBucket({ accessLogs, buckets }: StoragePlan, ties: BundleTies): LogBucket | undefined {
  if (accessLogs === undefined) return undefined;
  const { name, parent, tags } = ties;
  const sourceBuckets = buckets.map(({ bucketName }) => bucketName);
  const protect = ties.isProtected("accessLogs");
  return new LogBucket(`${name}--access--logs`, { ...accessLogs, sourceBuckets, protect, tags }, { parent });
}

/** The ordered buckets' names on S3, by their names in the manifest. */
export function createBuckets(
  { buckets }: StoragePlan,
  ties: BundleTies,
  logBucket: LogBucket | undefined,
): Record<string, pulumi.Output<string>> {
  const created = buckets.map(({ name: part, bucketName, noncurrentDays, accessLogPrefix }) => {
    const logs =
      logBucket === undefined || accessLogPrefix === undefined
        ? {}
        : { accessLogs: { bucketName: logBucket.bucketName, prefix: accessLogPrefix } };
    const days = noncurrentDays === undefined ? {} : { noncurrentDays };
    const protect = ties.isProtected(`buckets/${part}`);
    const bucket = new PrivateBucket(
      `${ties.name}--${part}`,
      { bucketName, ...days, ...logs, ...keyOf(ties), protect, tags: ties.tags },
      { parent: ties.parent },
    );
    return [part, bucket.bucketName] as const;
  });
  return Object.fromEntries(created);
}

/** The ordered volumes' ids, by their names in the manifest. */
export function createVolumes({ volumes }: StoragePlan, ties: BundleTies): Record<string, pulumi.Output<string>> {
  const created = volumes.map(({ name: part, ...plan }) => {
    const protect = ties.isProtected(`volumes/${part}`);
    const volume = new DataVolume(
      `${ties.name}--${part}`,
      { ...plan, ...keyOf(ties), protect, tags: ties.tags },
      { parent: ties.parent },
    );
    return [part, volume.volumeId] as const;
  });
  return Object.fromEntries(created);
}

/** The ordered file systems, by their names in the manifest: mounted in data subnets where the network has them. */
export function createFileSystems(
  { fileSystems }: StoragePlan,
  { cidr, subnets }: NetworkPlan,
  ties: NetworkTies,
): Record<string, SharedFileSystem> {
  const role = subnets.some((subnet) => subnet.role === "data") ? "data" : "private";
  const zones = subnets.filter((subnet) => subnet.role === role).map((subnet) => subnet.availabilityZone.slice(-1));
  const { network } = ties;
  const subnetIds = role === "data" ? network.dataSubnetIds : network.privateSubnetIds;
  const created = fileSystems.map(({ name: part, fileSystemName }) => {
    const place = { vpcId: network.vpcId, cidr, zones, subnetIds };
    const protect = ties.isProtected(`fileSystems/${part}`);
    const fileSystem = new SharedFileSystem(
      `${ties.name}--${part}`,
      { fileSystemName, ...place, ...keyOf(ties), protect, tags: ties.tags },
      { parent: ties.parent },
    );
    return [part, fileSystem] as const;
  });
  return Object.fromEntries(created);
}
