import { z } from "zod";

import { plannedSteps } from "./steps.ts";

/** How many resources a run touched, by what it did to them. */
export const resourceChanges = z.strictObject({
  create: z.int().nonnegative(),
  update: z.int().nonnegative(),
  replace: z.int().nonnegative(),
  delete: z.int().nonnegative(),
  same: z.int().nonnegative(),
});

/** What one verb did to one stack, whosever it is. */
export const runOutcome = z.strictObject({
  result: z
    .enum([
      "created",
      "updated",
      "unchanged",
      "destroyed",
      "previewed",
      "refused",
      "needs-approval",
      "failed",
      "interrupted",
      "not-started",
    ])
    .describe(
      "How it ended. refused, needs-approval: what is asked for is not allowed, or not yet, such as a move between tiers, or taking what a cell's tenants share from under them; nothing was touched.",
    ),
  changes: resourceChanges.describe("Resources by what was, or in a preview would be, done to them."),
  resources: z.int().nonnegative().describe("Resources of the stack after the run."),
  seconds: z.number().nonnegative().describe("Wall time of the stack's run."),
  attempts: z
    .int()
    .nonnegative()
    .describe("How often the engine was started for it; 0 where that was not needed, or was not allowed."),
  failure: z
    .enum(["throttled", "conflict", "transient", "timed-out", "locked", "crashed", "permanent"])
    .nullable()
    .describe(
      "What kind of failure it was; null where nothing failed. Those of throttled, conflict and transient may succeed when it is tried again. locked: somebody else works on the stack. permanent: what is asked for does not work.",
    ),
  errors: z.array(z.string()).describe("What the engine reported, root causes first; empty when all is well."),
  notStarted: z.string().optional().describe("Why it was not started, in a sentence; absent where it was."),
  steps: plannedSteps.optional().describe("Of a preview that ended well: what would be done, step by step."),
});

/** How many resources a run touched, by what it did to them. */
export type ResourceChanges = z.infer<typeof resourceChanges>;

/** What one verb did to one stack, whosever it is. */
export type RunOutcome = z.infer<typeof runOutcome>;

/** What kind of failure it was. */
export type FailureKind = NonNullable<RunOutcome["failure"]>;

/** The outcome for a stack to which nothing was done; `ended` says how it ended, and what else is known. */
export function nothingDone(ended: Pick<RunOutcome, "result"> & Partial<RunOutcome>): RunOutcome {
  const changes = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  return { changes, resources: 0, seconds: 0, attempts: 0, failure: null, errors: [], ...ended };
}
