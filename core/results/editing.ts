import { z } from "zod";

/** The `--json` document of `set`. */
export const setDocument = z.strictObject({
  verb: z.literal("set"),
  tenant: z.string().describe("The tenant's id."),
  file: z.string().describe("The manifest, as a path."),
  field: z.string().describe("The field, as a dotted path from the document's top."),
  before: z.unknown().optional().describe("The value that the manifest had; absent when it had none."),
  after: z.unknown().describe("The value that was given."),
  diff: z.string().describe("What changes in the file, as a unified diff; empty when the value was there already."),
  written: z.boolean().describe("False with --dry-run, and when nothing changes."),
});

/** The `--json` document of `set`. */
export type SetDocument = z.infer<typeof setDocument>;

/** The `--json` document of `new tenant`. */
export const newTenantDocument = z.strictObject({
  verb: z.literal("new tenant"),
  tenant: z.string().describe("The tenant's id."),
  file: z.string().describe("The manifest, as a path."),
  written: z.boolean().describe("False with --dry-run."),
  manifest: z.string().describe("The manifest's text."),
  subscriptions: z
    .array(
      z.strictObject({
        name: z.string(),
        service: z.string(),
        tier: z.string(),
        cell: z.string(),
      }),
    )
    .describe("What is ordered, with the cells that were chosen."),
});

/** The `--json` document of `new tenant`. */
export type NewTenantDocument = z.infer<typeof newTenantDocument>;
