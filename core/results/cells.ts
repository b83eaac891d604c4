import { z } from "zod";

import { trailHead } from "../trail/trailEntry.ts";
import { runOutcome } from "./runOutcome.ts";

const cell = z.string().describe("The cell's id.");
const target = z.string().describe("The account or cluster that it is, with (sandbox) for a simulated one.");

/** What one verb did to what one cell's tenants share. */
export const cellRunResult = z.strictObject({ cell, target, ...runOutcome.shape });

/** What one verb did to what one cell's tenants share. */
export type CellRunResult = z.infer<typeof cellRunResult>;

/** The `--json` document of `cell up`, `cell preview` and `cell destroy`. */
export const cellRunDocument = z.strictObject({
  verb: z.enum(["cell up", "cell preview", "cell destroy"]),
  results: z.array(cellRunResult).describe("One entry a selected cell, in the order of the estate."),
  trail: trailHead.nullable().describe("Where the audit trail ends after it; null where nothing was recorded."),
});

/** What a cell's tenants share, as it is against what it should be. */
export const cellStatus = z.strictObject({
  cell,
  target,
  state: z
    .enum(["in-sync", "differs", "not-prepared", "incomplete", "nothing-shared"])
    .describe(
      "not-prepared: `cell up` was never run. incomplete: its last run did not end well, or something interrupted it. nothing-shared: an AWS account, whose tenants share nothing.",
    ),
  resources: z.int().nonnegative().describe("Resources of the cell's stack."),
  codeVersion: z.string().describe("Version of Tenantry that last applied it; empty when none did."),
  tenants: z.array(z.string()).describe("Ids of the tenants whose manifests put something there."),
});

/** What a cell's tenants share, as it is against what it should be. */
export type CellStatus = z.infer<typeof cellStatus>;

/** The `--json` document of `cell list`. */
export const cellListDocument = z.strictObject({
  verb: z.literal("cell list"),
  cells: z.array(cellStatus).describe("One entry a cell, in the order of the estate."),
});
