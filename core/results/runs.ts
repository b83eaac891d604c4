import { z } from "zod";

import { trailRecord } from "../trail/trailEntry.ts";
import { runOutcome } from "./runOutcome.ts";

const moment = z.iso.datetime();

/** How a run over many stacks ended. */
export const runResult = z.enum(["done", "failed", "some-failed", "needs-approval", "interrupted"]);

/** How a run over many stacks ended. */
export type RunResult = z.infer<typeof runResult>;

const recordedRun = z.strictObject({
  id: z.string().describe("The run's id; the audit trail has the same."),
  verb: z.string().describe("What was run, such as `up`."),
  actor: trailRecord.shape.actor,
  pid: z.int().positive().describe("The number of its process on that host."),
  began: moment,
  ended: moment.nullable(),
  state: z
    .enum([...runResult.options, "running", "crashed"])
    .describe(
      "How it ended. some-failed: and others did not. crashed: it did not end, and its process lives no more, or has not been heard of.",
    ),
  tasks: z.int().nonnegative().describe("How many tenants or cells it was for."),
  done: z.int().nonnegative().describe("How many of them are as they should be after it."),
  unfinished: z.int().nonnegative().describe("How many of them `runs resume` would go on with."),
  resumes: z.string().nullable().describe("The run that it went on with."),
});

/** A run that the journal remembers. */
export type RecordedRun = z.infer<typeof recordedRun>;

const recordedTask = z.strictObject({
  id: z.string().describe("The id of the tenant or cell."),
  state: z
    .enum([...runOutcome.shape.result.options, "running"])
    .describe("How it ended there. running: also where the run crashed meanwhile."),
  failure: runOutcome.shape.failure,
  attempts: runOutcome.shape.attempts,
  resource: z.string().nullable().describe("The resource at which it failed."),
  began: moment.nullable().describe("When the engine was started; null where it was not."),
  ended: moment.nullable(),
});

/** What a run did to one tenant or cell. */
export type RecordedTask = z.infer<typeof recordedTask>;

/** The `--json` document of `runs`. */
export const runsDocument = z.strictObject({
  verb: z.literal("runs"),
  runs: z.array(recordedRun).describe("The newest first."),
});

/** The `--json` document of `runs show`. */
export const runsShowDocument = z.strictObject({
  verb: z.literal("runs show"),
  run: recordedRun,
  tasks: z.array(recordedTask).describe("One entry a tenant or cell, in the order of their ids."),
});
