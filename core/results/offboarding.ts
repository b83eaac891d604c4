import { z } from "zod";

import { offboardingStages } from "../offboarding/stage.ts";
import { offboardingSchema } from "../schema/offboarding.ts";
import { certificate, keptObject } from "./certificate.ts";
import { foundOrphan, unaskedCell } from "./orphans.ts";

/** The `--json` document of `offboard`. */
export const offboardDocument = z.strictObject({
  verb: z.literal("offboard"),
  tenant: z.string().describe("The tenant's id."),
  file: z.string().describe("The manifest, as a path."),
  offboarding: offboardingSchema
    .nullable()
    .describe("What the manifest then says of the tenant's end; null with --undo."),
  daysLeft: z.int().nonnegative().nullable().describe("Days of retention that are left; null with --undo."),
  diff: z.string().describe("What changes in the file, as a unified diff; empty when it was so already."),
  written: z.boolean().describe("False with --dry-run, and when nothing changes."),
});

/** The `--json` document of `offboard`. */
export type OffboardDocument = z.infer<typeof offboardDocument>;

const offboardingRow = z.strictObject({
  tenant: z.string().describe("The tenant's id."),
  stage: z
    .enum(offboardingStages)
    .describe(
      "stopping: something still runs as before. retained: nothing runs, and the data is kept. held: kept because of a legal hold. due: it may be deleted. purging: deleting is approved and not proven. purged: proven.",
    ),
  offboarding: offboardingSchema
    .nullable()
    .describe("What the manifest says; null where it says that it has left alone."),
  daysLeft: z.int().nonnegative().nullable().describe("Days of retention that are left; null where nothing says."),
  kept: z.array(keptObject).describe("By the certificate: what is still there, and until when."),
});

/** How far one tenant that leaves has come. */
export type OffboardingRow = z.infer<typeof offboardingRow>;

/** The `--json` document of `offboardings`. */
export const offboardingsDocument = z.strictObject({
  verb: z.literal("offboardings"),
  offboardings: z
    .array(offboardingRow)
    .describe("One entry a tenant that has left or leaves, in the order of their ids."),
  withoutManifest: z
    .array(
      z.strictObject({
        stack: z.string(),
        resources: z.int().nonnegative().describe("How many resources its state has."),
      }),
    )
    .describe("Stacks of tenants whose manifest is gone from the estate; what they have runs on."),
});

/** The `--json` document of `offboardings`. */
export type OffboardingsDocument = z.infer<typeof offboardingsDocument>;

/** The `--json` document of `purge`. */
export const purgeDocument = z.strictObject({
  verb: z.literal("purge"),
  tenant: z.string().describe("The tenant's id."),
  result: z
    .enum(["purged", "left", "unproven", "failed", "interrupted", "dry-run"])
    .describe(
      "purged: nothing is left but what may be. left: something is that should not. unproven: a target gave no answer, so nobody knows. failed, interrupted: the deletion did not go through.",
    ),
  errors: z.array(z.string()).describe("What the engine reported, root causes first; empty when all is well."),
  left: z.array(foundOrphan).describe("What targets still hold, and should not."),
  inState: z.array(z.string()).describe("What the state says is still there, by its name in the stack."),
  unasked: z.array(unaskedCell).describe("Cells whose targets could not be asked: what they hold is not known."),
  kept: z.array(keptObject).describe("What is still there, and may be."),
  certificate: certificate.nullable().describe("null unless the result is purged."),
  files: z.array(z.string()).describe("Where the certificate is, as paths; empty where there is none."),
});

/** The `--json` document of `purge`. */
export type PurgeDocument = z.infer<typeof purgeDocument>;
