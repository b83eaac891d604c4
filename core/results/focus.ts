import { z } from "zod";

import { selectionDocument } from "./selection.ts";

/** The `--json` document of `focus`. */
export const focusDocument = z.strictObject({
  verb: z.literal("focus"),
  focus: z.enum(["1.2", "1.4"]).describe("The version of FOCUS."),
  of: z.enum(["price", "cost"]).describe("What customers are billed, or what the provider pays for them."),
  period: z.string().describe("A month, such as 2026-11."),
  columns: z.array(z.string()).describe("In their order."),
  rows: z
    .array(z.record(z.string(), z.string().nullable()))
    .describe("Text by column: decimals plain, instants in UTC, null for what is NULL."),
  drafts: z
    .array(z.string())
    .describe("Tenants whose rows are of a draft, as nothing of the period is issued for them."),
  skipped: z
    .array(z.strictObject({ tenant: z.string(), reason: z.string() }))
    .describe("Tenants of whom there are no rows."),
  gaps: z
    .array(z.strictObject({ tenant: z.string(), subject: z.string(), reason: z.string() }))
    .describe("What costs lack: no row stands for it, as no cost may be made up."),
  file: z.string().nullable().describe("Where the rows were written; null where they were printed."),
  selection: selectionDocument.optional(),
});

/** What `focus` exports. */
export type FocusDocument = z.infer<typeof focusDocument>;
