import { hoursPerMonth, type Consumption, type Range } from "../../../core/kinds/consumption.ts";
import { charge, charged, free } from "../../shared/consumed.ts";
import { dividedBy, exactly, percentOf, times } from "../../shared/quantities.ts";
import type { IaasUse } from "../assumptions.ts";
import { recoveryDays, type StoragePlan } from "./plan.ts";

/** Where storage is reached from, and what else writes into it. */
export interface StorageSurroundings {
  /** The zones that file systems are mounted in. */
  readonly mountZones: number;
  /** The load balancers whose requests are recorded. */
  readonly loadBalancers: number;
}

/** What is assumed of records of requests. */
type RecordingUse = Pick<IaasUse, "accessLogGib">;

/** What storage uses in a month. */
export function storageConsumption(plan: StoragePlan, surroundings: StorageSurroundings, use: IaasUse): Consumption[] {
  return [
    ...plan.buckets.flatMap(({ name, accessLogPrefix }) => bucketConsumption(name, accessLogPrefix !== undefined, use)),
    ...logBucketConsumption(plan, surroundings, use),
    ...plan.volumes.flatMap(({ name, sizeGiB }) =>
      charged(`volume "${name}"`, "aws:ebs/volume:Volume", 1, [
        charge("aws.ebs.gp3.gibMonth", "gibMonth", exactly(sizeGiB)),
      ]),
    ),
    ...plan.fileSystems.flatMap(({ name }) => fileSystemConsumption(name, surroundings.mountZones, use)),
  ];
}

/** What the bucket of access logs keeps: what is written within its retention, and until it can no longer be brought back. */
export function recordedGib(
  { buckets, accessLogs }: StoragePlan,
  { loadBalancers }: Pick<StorageSurroundings, "loadBalancers">,
  use: RecordingUse,
): Range {
  if (accessLogs === undefined) return exactly(0);
  const days = accessLogs.retentionDays + recoveryDays;
  return dividedBy(times(use.accessLogGib, buckets.length + loadBalancers, days, 24), hoursPerMonth);
}

function bucketConsumption(name: string, isLogged: boolean, use: IaasUse): Consumption[] {
  const part = `bucket "${name}"`;
  return [
    ...charged(part, "aws:s3/bucket:Bucket", 1, [
      charge("aws.s3.standard.gibMonth", "gibMonth", use.bucketGib),
      charge("aws.s3.standard.write.million", "million", use.bucketMillionWrites),
      charge("aws.s3.standard.read.million", "million", use.bucketMillionReads),
      charge("aws.transfer.internet.gib", "gib", use.bucketInternetGib),
    ]),
    ...bucketSettings(part, isLogged),
  ];
}

/**
 * What the bucket of access logs uses; nothing where there is none. It is AWS that writes into it, and it charges for what is kept alone
 * (Amazon S3 User Guide, "Logging requests with server access logging").
 */
export function logBucketConsumption(
  plan: StoragePlan,
  surroundings: Pick<StorageSurroundings, "loadBalancers">,
  use: RecordingUse,
): Consumption[] {
  if (plan.accessLogs === undefined) return [];
  const part = "access logs";
  const kept = recordedGib(plan, surroundings, use);
  return [
    ...charged(part, "aws:s3/bucket:Bucket", 1, [charge("aws.s3.standard.gibMonth", "gibMonth", kept)]),
    ...bucketSettings(part, false),
  ];
}

/** What configures a bucket of a kind's, none of which is paid for. */
export function bucketSettings(part: string, isLogged: boolean): Consumption[] {
  return free(part, "AWS charges for what a bucket keeps, not for its settings.", {
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": 1,
    "aws:s3/bucketVersioning:BucketVersioning": 1,
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": 1,
    "aws:s3/bucketPolicy:BucketPolicy": 1,
    "aws:s3/bucketLogging:BucketLogging": isLogged ? 1 : 0,
  });
}

function fileSystemConsumption(name: string, mountZones: number, use: IaasUse): Consumption[] {
  const part = `file system "${name}"`;
  const { fileSystemGib: kept, fileSystemHotPercent: hot } = use;
  const cold = { low: 100 - hot.high, expected: 100 - hot.expected, high: 100 - hot.low };
  return [
    ...charged(part, "aws:efs/fileSystem:FileSystem", 1, [
      charge("aws.efs.standard.gibMonth", "gibMonth", percentOf(hot, kept)),
      charge("aws.efs.infrequentAccess.gibMonth", "gibMonth", percentOf(cold, kept)),
      charge("aws.efs.elastic.read.gib", "gib", use.fileSystemReadGib),
      charge("aws.efs.elastic.write.gib", "gib", use.fileSystemWrittenGib),
    ]),
    ...free(part, "AWS charges for what a file system keeps and moves, not for the ways to it.", {
      "aws:efs/fileSystemPolicy:FileSystemPolicy": 1,
      "aws:efs/mountTarget:MountTarget": mountZones,
    }),
    ...free(part, "AWS charges nothing for security groups.", {
      "aws:ec2/securityGroup:SecurityGroup": 1,
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": 1,
    }),
  ];
}
