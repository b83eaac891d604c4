import { z } from "zod";

import type { Demand } from "../../../core/kinds/serviceKind.ts";
import { partName } from "../../../core/schema/fields.ts";
import type { EnvironmentOrder } from "../environment/order.ts";
import type { PostgresVersion } from "./images.ts";

/** The largest database, in GiB in each environment. */
export const largestDatabaseGiB = 16_384;

/** The major versions that can be ordered. */
const versions = [16, 17, 18] as const satisfies readonly PostgresVersion[];

/** What is ordered of databases: fields of the spec. */
export const databaseOrder = {
  database: z
    .strictObject({
      storageGiB: z
        .int()
        .min(1)
        .max(largestDatabaseGiB)
        .describe("Its storage in GiB, in each environment. It can grow and never shrink."),
      environments: z
        .array(partName)
        .min(1)
        .max(20)
        .optional()
        .meta({ description: "The environments that have it; all when absent.", examples: [["prod"]] }),
      version: z
        .literal(versions)
        .default(17)
        .describe(
          "The major version of PostgreSQL. It can be raised, which stops the database for as long as the upgrade takes, and never lowered.",
        ),
    })
    .optional()
    .describe("A PostgreSQL database in each environment, which the environment's pods alone can reach."),
};

/** What is ordered of databases. */
export type DatabaseOrder = z.output<z.ZodObject<typeof databaseOrder>>;

/** What a tier grants of databases: fields of its entitlements. */
export const databaseEntitlements = {
  databaseStorageGiB: z
    .int()
    .min(0)
    .max(65_536)
    .default(0)
    .describe("Storage of databases in GiB over all environments; copies, which the platform keeps, do not count."),
};

/** Hours between two backups: a week, or what a day is a multiple of. */
const everyHours = z.literal([6, 12, 24, 168]);

/** What a tier has of databases: fields of its features. */
export const databaseFeatures = {
  database: z
    .strictObject({
      instances: z
        .literal([1, 3])
        .describe("One instance, or three of which two stand by and take over; each has its own pod and volume."),
      vcpu: z.number().min(0.25).max(64).multipleOf(0.25).describe("Processors of each instance."),
      memoryGiB: z.number().min(0.5).max(512).multipleOf(0.5).describe("Memory of each instance in GiB."),
      backup: z
        .strictObject({
          everyHours: everyHours.describe(
            "How often a snapshot of the volume is taken, first when the maintenance window begins: 6, 12, 24, or 168 for once a week. An instance is stopped for it, one that stands by where there is any.",
          ),
        })
        .optional()
        .describe("Whether backups are taken by a schedule; nobody takes any when absent."),
    })
    .refine(({ instances, backup }) => instances > 1 || backup === undefined || backup.everyHours >= 24, {
      path: ["backup", "everyHours"],
      error: "a database of one instance is away while it is backed up: at most once a day, so 24 or 168",
    })
    .optional()
    .describe("Whether a database may be ordered, and how it runs."),
};

/** What a tier has of databases. */
export type DatabaseFeatures = z.output<z.ZodObject<typeof databaseFeatures>>;

/** How much of what a tier grants an order comes to. */
export function databaseDemand({ database, environments }: DatabaseOrder & Pick<EnvironmentOrder, "environments">): {
  readonly databaseStorageGiB: Demand;
} {
  const count = (database?.environments ?? environments).length;
  return { databaseStorageGiB: { amount: (database?.storageGiB ?? 0) * count, path: ["database"] } };
}
