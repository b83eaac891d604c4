import { z } from "zod";

/** Days that backups stay in cold storage at least (AWS Backup API Reference, Lifecycle). */
const leastColdDays = 90;

const retentionDays = z.int().min(1).max(36_500);

/** What a tier has of backups: fields of its features. */
export const backupFeatures = {
  backup: z
    .strictObject({
      schedule: z
        .enum(["hourly", "every-4-hours", "every-12-hours", "daily", "weekly"])
        .describe(
          "How often everything of the subscription that holds data is backed up. A database is left out while its maintenance is due within the hour or going on (AWS Backup Developer Guide, Backup plan options and configuration).",
        ),
      retentionDays: retentionDays.describe("For how many days each backup is kept."),
      coldAfterDays: z
        .int()
        .min(1)
        .max(36_500)
        .optional()
        .describe(
          "After how many days a backup moves to storage that is cheaper to keep and slower to restore from, where its kind can (file systems can; databases, volumes and buckets stay as they are); it stays there for 90 days at least.",
        ),
      copy: z
        .strictObject({ retentionDays: retentionDays.describe("For how many days each copy is kept.") })
        .optional()
        .describe("Whether each backup is copied into the cell's other region."),
    })
    .refine(({ retentionDays: all, coldAfterDays: warm }) => warm === undefined || all >= warm + leastColdDays, {
      path: ["coldAfterDays"],
      error: `backups that become cold are kept for ${String(leastColdDays)} days more at least`,
    })
    .optional()
    .describe("Whether what holds data is backed up into a vault that nobody deletes from."),
};

/** What a tier has of backups. */
export type BackupFeatures = z.output<z.ZodObject<typeof backupFeatures>>;
