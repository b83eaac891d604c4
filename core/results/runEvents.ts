import { z } from "zod";

import { resourceChanges, runOutcome } from "./runOutcome.ts";

const { result, failure, attempts, seconds, resources } = runOutcome.shape;

const time = z.iso.datetime().describe("When it happened, in UTC.");
const id = z.string().describe("The tenant's or cell's id.");

const runStarted = z.strictObject({
  event: z.literal("run-started"),
  time,
  verb: z.string().describe("What is done, such as up."),
  what: z.enum(["tenants", "cells"]).describe("What the ids are of."),
  total: z.int().nonnegative().describe("How many were selected."),
});

const started = z.strictObject({ event: z.literal("started"), time, id });

const progress = z.strictObject({
  event: z.literal("progress"),
  time,
  id,
  done: z.int().positive().describe("Resources that are done in this attempt."),
});

const waiting = z.strictObject({
  event: z.literal("waiting"),
  time,
  id,
  attempts: attempts.describe("Attempts so far."),
  failure: failure.unwrap().describe("How the last one failed."),
  cause: z.string().nullable().describe("Why, in one line; null where nothing is known."),
  seconds: z.number().nonnegative().describe("How long is waited before it is tried again."),
});

const finished = z.strictObject({
  event: z.literal("finished"),
  time,
  id,
  result,
  failure,
  cause: z.string().nullable().describe("Why it failed or was refused, in one line; null where it did not."),
  attempts,
  seconds,
  resources,
  changes: resourceChanges,
});

const stopped = z.strictObject({
  event: z.literal("stopped"),
  time,
  cell: z.string().nullable().describe("The cell of which the rest is not started; null for all the rest."),
  reason: z.string().describe("Why, in a sentence."),
});

const runEnded = z.strictObject({
  event: z.literal("run-ended"),
  time,
  counts: z.record(z.string(), z.int().positive()).describe("How many ended how, by result."),
  seconds: seconds.describe("Wall time of the run."),
  exitCode: z.int().nonnegative().describe("What the run alone makes the process's exit code."),
});

/**
 * A line of `--events`: something that happened in a run. run-started is the first and run-ended the last; what was never started has
 * no events of its own and is counted there.
 */
export const runEvent = z.discriminatedUnion("event", [
  runStarted,
  started,
  progress,
  waiting,
  finished,
  stopped,
  runEnded,
]);

/** Something that happened in a run, as it is written: with the time. */
export type RunEvent = z.infer<typeof runEvent>;

type WithoutTime<Event> = Event extends unknown ? Omit<Event, "time"> : never;

/** Something that happens in a run. */
export type FleetEvent = WithoutTime<RunEvent>;
