import type { PlanProblem, Claim } from "../../../core/kinds/serviceKind.ts";
import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import { orderedTwice } from "../../shared/orderedTwice.ts";
import type { PartContext, PartPlan } from "../../shared/partContext.ts";
import type { StorageFeatures, StorageOrder } from "./order.ts";

/** Folder of the log bucket that requests to buckets are recorded in. */
export const bucketLogPrefix = "buckets";

/** Folder of the log bucket that requests to load balancers are recorded in; what a load balancer takes as its prefix. */
export const loadBalancerLogPrefix = "load-balancers";

/** Days for which a record that has expired, or that somebody has deleted, can be brought back. */
export const recoveryDays = 7;

/** The port of the Network File System (RFC 7530, section 3.1). */
export const nfsPort = 2049;

/** One bucket, decided. */
export interface BucketPlan {
  /** The name in the manifest. */
  readonly name: string;
  /** The name on S3, unique in the world. */
  readonly bucketName: string;
  /** Days after which versions that are not current are deleted; never when absent. */
  readonly noncurrentDays?: number;
  /** What the names of its access logs begin with in the log bucket; absent where there is none. */
  readonly accessLogPrefix?: string;
}

/** One disk, decided. */
export interface VolumePlan {
  /** The name in the manifest. */
  readonly name: string;
  /** The volume's Name tag. */
  readonly volumeName: string;
  readonly sizeGiB: number;
  /** The zone by its whole name, such as `eu-central-1a`. */
  readonly availabilityZone: string;
}

/** One shared file system, decided. */
export interface FileSystemPlan {
  /** The name in the manifest. */
  readonly name: string;
  /** The creation token, unique in the account and region; also the Name tag. */
  readonly fileSystemName: string;
}

/** Where requests to buckets and load balancers are recorded, decided. */
export interface LogBucketPlan {
  /** The name on S3, unique in the world. */
  readonly bucketName: string;
  readonly retentionDays: number;
  /** The account that logs come from. */
  readonly accountId: string;
}

/** Storage with every name decided: fields of the bundle. */
export interface StoragePlan {
  readonly buckets: readonly BucketPlan[];
  readonly volumes: readonly VolumePlan[];
  readonly fileSystems: readonly FileSystemPlan[];
  /** Absent where the tier records no requests. */
  readonly accessLogs?: LogBucketPlan;
}

/** Decides every name of what is stored in, and where it lies. */
export function planStorage(
  context: PartContext,
  order: StorageOrder,
  features: StorageFeatures,
): PartPlan<StoragePlan> {
  const { estateName, owner, cell } = context;
  const { bucketLifecycle, accessLogs: logging } = features;
  const s3Name = (...parts: readonly string[]): string =>
    physicalName(nameRules.s3Bucket, [estateName, ...owner, ...parts]);
  const buckets = order.buckets.map((name): BucketPlan => ({
    name,
    bucketName: s3Name(name),
    ...(bucketLifecycle !== undefined && { noncurrentDays: bucketLifecycle.noncurrentDays }),
    ...(logging !== undefined && { accessLogPrefix: `${bucketLogPrefix}/${name}/` }),
  }));
  // Two names behind the owner's, where buckets of the tenant have one: it cannot meet any of them.
  const accessLogs = logging && {
    bucketName: s3Name("access", "logs"),
    retentionDays: logging.retentionDays,
    accountId: cell.accountId,
  };
  const bucketClaims = [
    ...buckets.map(({ bucketName }, index) => claimBucket(bucketName, ["buckets", index])),
    ...(accessLogs === undefined ? [] : [claimBucket(accessLogs.bucketName, ["buckets"])]),
  ];
  return {
    plan: {
      buckets,
      volumes: order.volumes.map(({ name, sizeGiB, zone }) => ({
        name,
        volumeName: physicalName(nameRules.awsTagName, [...owner, name]),
        sizeGiB,
        availabilityZone: `${cell.region}${zone}`,
      })),
      fileSystems: order.fileSystems.map((name) => ({
        name,
        fileSystemName: physicalName(nameRules.fileSystem, [...owner, name]),
      })),
      ...(accessLogs !== undefined && { accessLogs }),
    },
    claims: [
      { type: "capacity", resource: "buckets", amount: bucketClaims.length, path: ["buckets"] },
      { type: "capacity", resource: "fileSystems", amount: order.fileSystems.length, path: ["fileSystems"] },
      ...bucketClaims,
    ],
    problems: [
      ...orderedTwice(order.buckets, ["buckets"], "bucket"),
      ...orderedTwice(
        order.volumes.map(({ name }) => name),
        ["volumes"],
        "volume",
      ),
      ...elsewhere(context, order.volumes),
      ...orderedTwice(order.fileSystems, ["fileSystems"], "file system"),
    ],
  };
}

function claimBucket(bucketName: string, path: Claim["path"]): Claim {
  return { type: "name", scope: "s3", value: bucketName, path };
}

/** Volumes where the subscription has no network, so that no machine could attach them. */
function elsewhere({ zones }: PartContext, volumes: StorageOrder["volumes"]): PlanProblem[] {
  return volumes.flatMap(({ name, zone }, index): PlanProblem[] => {
    if (zones.includes(zone)) return [];
    return [
      {
        concern: "tier",
        path: ["volumes", index, "zone"],
        message: `The volume "${name}" is ordered in the zone "${zone}", which the tier does not span.`,
        allowed: zones.join(", "),
        fix: "Choose one of these zones, or a tier that spans more.",
      },
    ];
  });
}
