import type { StackStep } from "../stackSteps.ts";
import { stackNameOf, subjectDigest } from "../stackSubject.ts";
import type { Journal } from "./journal.ts";

/** Writes how it ended on each stack, whatever kept it from being run. */
export function recordEndStep(journal: Journal): StackStep {
  return async (task, next) => {
    const outcome = await next(task);
    journal.taskEnded(stackNameOf(task.subject), outcome);
    return outcome;
  };
}

/** Writes that the engine is about to be started on a stack. */
export function recordBeginStep(journal: Journal): StackStep {
  return (task, next) => {
    journal.taskBegan(stackNameOf(task.subject), subjectDigest(task.subject));
    return next(task);
  };
}
