import type { Charge, Consumption, Range } from "../../../core/kinds/consumption.ts";
import { bucketSettings } from "../../iaas/storage/consumption.ts";
import { charge, charged } from "../../shared/consumed.ts";
import { percentOf } from "../../shared/quantities.ts";
import type { StorageUse } from "../assumptions.ts";
import type { ReplicationPlan } from "../replication/plan.ts";
import type { StoredBucketPlan } from "./plan.ts";
import { rateNames } from "./storageClasses.ts";

/** What a bucket uses in a month: what it keeps in each class, what moves between them, and requests. */
export function bucketConsumption(bucket: StoredBucketPlan, use: StorageUse): Consumption[] {
  const { name, accessLogPrefix, replicaBucketName } = bucket;
  const part = `bucket "${name}"`;
  return [
    ...charged(part, "aws:s3/bucket:Bucket", 1, [
      ...kept(bucket, use),
      charge("aws.s3.standard.write.million", "million", use.millionWrites),
      charge("aws.s3.standard.read.million", "million", use.millionReads),
      charge("aws.transfer.internet.gib", "gib", use.internetGib),
    ]),
    ...bucketSettings(part, accessLogPrefix !== undefined),
    ...(replicaBucketName === undefined
      ? []
      : charged(part, "aws:s3/bucketReplicationConfig:BucketReplicationConfig", 1, [
          charge("aws.transfer.betweenRegions.gib", "gib", use.writtenGib),
        ])),
  ];
}

/** What a bucket's replica uses in a month: it keeps what the bucket does, in a class of its own, and nobody reads it. */
export function replicaConsumption(
  { name, replicaBucketName }: StoredBucketPlan,
  { region, storageClass }: ReplicationPlan,
  use: StorageUse,
): Consumption[] {
  if (replicaBucketName === undefined) return [];
  const part = `replica of bucket "${name}"`;
  const rate = `aws.s3.${rateNames[storageClass]}`;
  return [
    ...charged(part, "aws:s3/bucket:Bucket", 1, [
      charge(`${rate}.gibMonth`, "gibMonth", use.keptGib, region),
      charge(`${rate}.write.million`, "million", use.millionWrites, region),
    ]),
    ...bucketSettings(part, false),
  ];
}

/** Of what is in a class, a share is old enough for the next; each month what is written goes through them as well. */
function kept(
  { transitions }: StoredBucketPlan,
  { keptGib, cooledPercent, millionWrites, retrievedGib }: StorageUse,
): Charge[] {
  const stays: Range = {
    low: 100 - cooledPercent.high,
    expected: 100 - cooledPercent.expected,
    high: 100 - cooledPercent.low,
  };
  const classes = ["STANDARD" as const, ...transitions.map(({ storageClass }) => storageClass)];
  return classes.flatMap((storageClass, index): Charge[] => {
    const rate = `aws.s3.${rateNames[storageClass]}`;
    const reached = transitions.slice(0, index).reduce((quantity) => percentOf(cooledPercent, quantity), keptGib);
    const rests = index === transitions.length ? reached : percentOf(stays, reached);
    return [
      charge(`${rate}.gibMonth`, "gibMonth", rests),
      ...(storageClass === "STANDARD"
        ? []
        : [
            charge(`${rate}.write.million`, "million", percentOf(cooledPercent, millionWrites)),
            charge(`${rate}.retrieval.gib`, "gib", retrievedGib),
          ]),
    ];
  });
}
