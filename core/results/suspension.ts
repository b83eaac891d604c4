import { z } from "zod";

const suspension = z.strictObject({
  reason: z.enum(["non-payment", "security", "customer-request"]),
  since: z.string().describe("A day, such as 2026-12-31."),
  note: z.string().optional(),
});

const edit = {
  tenant: z.string().describe("The tenant's id."),
  file: z.string().describe("The manifest, as a path."),
  diff: z.string().describe("What changes in the file, as a unified diff; empty when nothing does."),
  written: z.boolean().describe("False with --dry-run, and when nothing changes."),
};

/** The `--json` document of `suspend`. */
export const suspendDocument = z.strictObject({
  verb: z.literal("suspend"),
  ...edit,
  suspension: suspension.describe("Why, and since when."),
});

/** The `--json` document of `resume`. */
export const resumeDocument = z.strictObject({
  verb: z.literal("resume"),
  ...edit,
  ended: suspension.optional().describe("The suspension that is over; absent where there was none."),
});

/** The `--json` document of `suspend`. */
export type SuspendDocument = z.infer<typeof suspendDocument>;

/** The `--json` document of `resume`. */
export type ResumeDocument = z.infer<typeof resumeDocument>;
