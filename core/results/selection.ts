import { z } from "zod";

/** Which tenants a verb worked on, beyond ids and --all. */
export const selectionDocument = z.strictObject({
  shard: z
    .strictObject({ index: z.int().min(1), of: z.int().min(1) })
    .optional()
    .describe("The part that this run is, by --shard."),
  affected: z
    .strictObject({
      base: z.string().describe("What was compared with, as it was named or found."),
      commit: z.string().describe("Its commit."),
      all: z.string().optional().describe("Why every tenant counts as affected, where that is so."),
      offboarding: z
        .array(z.strictObject({ tenant: z.string(), file: z.string().optional().describe("Below the estate.") }))
        .describe("Tenants whose manifests are deleted since: nothing was done to them."),
    })
    .optional()
    .describe("What --affected found."),
  why: z
    .array(z.strictObject({ tenant: z.string(), reasons: z.array(z.string()) }))
    .optional()
    .describe("By --why: why each of the tenants is selected, in the order of their ids."),
});

/** Which tenants a verb worked on, beyond ids and --all. */
export type SelectionDocument = z.infer<typeof selectionDocument>;
