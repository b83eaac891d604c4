import { z } from "zod";

import { partName } from "../../../core/schema/fields.ts";

/** The largest general purpose disk, 64 TiB (Amazon EBS User Guide, "Amazon EBS volume types", gp3). */
export const largestVolumeGiB = 65_536;

/** What is ordered of storage: fields of the spec. */
export const storageOrder = {
  buckets: z
    .array(partName)
    .max(100)
    .default([])
    .describe("Private, encrypted object stores, by the names that the tenant knows them by."),
  volumes: z
    .array(
      z.strictObject({
        name: partName.describe("The name that the tenant knows the volume by."),
        sizeGiB: z
          .int()
          .min(1)
          .max(largestVolumeGiB)
          .describe("How large it is, in GiB. It may grow, never shrink: AWS takes no smaller size."),
        zone: z
          .string()
          .regex(/^[a-z]$/, "a zone is one letter, such as a")
          .meta({
            description: "The letter of the zone that it lies in, one of those that the tier spans; never changes.",
            examples: ["a"],
          }),
      }),
    )
    .max(100)
    .default([])
    .describe("Private, encrypted disks that machines of the same zone attach."),
  fileSystems: z
    .array(partName)
    .max(100)
    .default([])
    .describe("Private, encrypted file systems that all machines of the network share, by their names."),
};

/** What is ordered of storage. */
export type StorageOrder = z.output<z.ZodObject<typeof storageOrder>>;

/** What a tier has of storage: fields of its features. */
export const storageFeatures = {
  bucketLifecycle: z
    .strictObject({
      noncurrentDays: z
        .int()
        .min(1)
        .max(3653)
        .describe("Days after which a version of an object that another one has replaced is deleted."),
    })
    .optional()
    .describe("When old versions of what is in buckets go; they stay for ever where the tier does not say."),
  accessLogs: z
    .strictObject({
      retentionDays: z
        .int()
        .min(1)
        .max(3653)
        .describe("How long they are kept, in days, before a last week in which they can be brought back."),
    })
    .optional()
    .describe("Whether requests to buckets and load balancers are recorded, in a bucket of their own."),
};

/** What a tier has of storage. */
export type StorageFeatures = z.output<z.ZodObject<typeof storageFeatures>>;

/** What a tier grants of storage: fields of its entitlements. */
export const storageEntitlements = {
  buckets: z.int().min(0).max(100).describe("How many buckets may be ordered."),
  volumes: z.int().min(0).max(100).default(0).describe("How many volumes may be ordered."),
  storageGiB: z.int().min(0).max(1_000_000).default(0).describe("How many GiB of disk may be ordered in all."),
  fileSystems: z.int().min(0).max(100).default(0).describe("How many shared file systems may be ordered."),
};

/** How much of what a tier grants an order comes to. Of `storageGiB` it is the volumes' share. */
export function storageDemand({ buckets, volumes, fileSystems }: StorageOrder) {
  const storageGiB = volumes.reduce((total, { sizeGiB }) => total + sizeGiB, 0);
  return {
    buckets: { amount: buckets.length, path: ["buckets"] },
    volumes: { amount: volumes.length, path: ["volumes"] },
    storageGiB: { amount: storageGiB, path: ["volumes"] },
    fileSystems: { amount: fileSystems.length, path: ["fileSystems"] },
  };
}
