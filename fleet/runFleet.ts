import PQueue from "p-queue";

import { nothingDone, type RunOutcome } from "../core/results/runOutcome.ts";
import type { RunTask } from "./stackSteps.ts";
import { idOf, type StackSubject } from "./stackSubject.ts";

/** What happened to one tenant or cell, while it happens. */
export type FleetEvent =
  | { readonly type: "started"; readonly id: string }
  | { readonly type: "progress"; readonly id: string; readonly done: number }
  | { readonly type: "finished"; readonly id: string; readonly outcome: RunOutcome };

/** A fleet run: the same thing done to many stacks, a few at a time. */
export interface FleetRun<Subject extends StackSubject> {
  readonly subjects: readonly Subject[];
  /** How many at a time. */
  readonly concurrency: number;
  /** When it aborts, stacks that have not started are not started. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: FleetEvent) => void;
  readonly runStack: RunTask<Subject>;
}

/** A subject, and how its run ended. */
export type Ended<Subject extends StackSubject> = readonly [subject: Subject, outcome: RunOutcome];

/** Runs every stack; one's failure stops no other. Outcomes are in the order of the subjects. */
export async function runFleet<Subject extends StackSubject>(run: FleetRun<Subject>): Promise<Ended<Subject>[]> {
  const queue = new PQueue({ concurrency: run.concurrency });
  return Promise.all(
    run.subjects.map((subject) =>
      queue.add(async (): Promise<Ended<Subject>> => {
        if (run.signal.aborted) return [subject, nothingDone({ result: "not-started" })];
        const id = idOf(subject);
        run.onEvent({ type: "started", id });
        const onProgress = (done: number): void => {
          run.onEvent({ type: "progress", id, done });
        };
        const outcome = await run.runStack({ subject, signal: run.signal, onProgress });
        run.onEvent({ type: "finished", id, outcome });
        return [subject, outcome];
      }),
    ),
  );
}
