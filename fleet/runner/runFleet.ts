import type { FleetEvent } from "../../core/results/runEvents.ts";
import { rootCause } from "../../core/results/rootCause.ts";
import { nothingDone, type RunOutcome } from "../../core/results/runOutcome.ts";
import type { FleetLimits } from "../../core/schema/fleet.ts";
import type { RunTask } from "../stackSteps.ts";
import { idOf, stackNameOf, type StackSubject } from "../stackSubject.ts";
import { startHalting, type HaltRules } from "./halting.ts";
import { placesOf } from "./places.ts";
import type { Runner } from "./runner.ts";

/** A fleet run: the same thing done to many stacks, a few at a time. */
export interface FleetRun<Subject extends StackSubject> {
  readonly runner: Runner;
  readonly subjects: readonly Subject[];
  /** How many at a time. */
  readonly concurrency: number;
  readonly limits: Pick<FleetLimits, "perCell" | "perAccount">;
  readonly haltRules: HaltRules;
  /** When it aborts, stacks that have not started are not started. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: FleetEvent) => void;
  readonly runStack: RunTask<Subject>;
}

/** A subject, and how its run ended. */
export type Ended<Subject extends StackSubject> = readonly [subject: Subject, outcome: RunOutcome];

/**
 * Runs every stack within the limits. One's failure stops no other, unless the rules for halting say so. Outcomes are in the order of the
 * subjects.
 */
export async function runFleet<Subject extends StackSubject>(run: FleetRun<Subject>): Promise<Ended<Subject>[]> {
  const { subjects, limits, signal, onEvent } = run;
  const byName = new Map(subjects.map((subject) => [stackNameOf(subject), subject]));
  const halting = startHalting(run.haltRules);

  const work = async (name: string): Promise<Ended<Subject>> => {
    const subject = byName.get(name);
    if (subject === undefined) throw new RangeError(`there is no stack ${name}`);
    const reason = signal.aborted ? interruption : halting.whyNot(subject);
    if (reason !== undefined) return [subject, nothingDone({ result: "not-started", notStarted: reason })];
    const id = idOf(subject);
    onEvent({ event: "started", id });
    const onProgress = (done: number): void => {
      onEvent({ event: "progress", id, done });
    };
    const outcome = await run.runStack({ subject, signal, onProgress });
    onEvent({ event: "finished", id, ...finishedWith(outcome) });
    for (const halt of halting.ended(subject, outcome)) onEvent({ event: "stopped", ...halt });
    return [subject, outcome];
  };
  const tasks = subjects.map((subject) => ({ id: stackNameOf(subject), places: placesOf(subject, limits) }));
  return run.runner.run({ tasks, atMost: run.concurrency, work });
}

const interruption = "The run was interrupted before.";

function finishedWith(outcome: RunOutcome) {
  const { result, failure, errors, attempts, seconds, resources, changes } = outcome;
  return { result, failure, cause: rootCause(errors), attempts, seconds, resources, changes };
}
