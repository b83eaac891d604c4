import type { RunOutcome } from "../core/results/runOutcome.ts";
import type { StackSubject } from "./stackSubject.ts";

/** One stack that is to be run. */
export interface StackTask<Subject extends StackSubject = StackSubject> {
  readonly subject: Subject;
  /** Aborts gracefully: what is under way is finished, the rest is not started. */
  readonly signal: AbortSignal;
  /** Told of every resource that is done, with the number so far. */
  readonly onProgress: (done: number) => void;
  /** The engine's own plan, to be kept to; absent where whatever the program asks for is done. */
  readonly planFile?: string;
}

/** Runs a stack. Failures are in the outcome; only bugs throw. */
export type RunTask<Subject extends StackSubject = StackSubject> = (task: StackTask<Subject>) => Promise<RunOutcome>;

/**
 * Something that is done around the run of a stack: before it, after it, or in its place.
 *
 * @param next runs the stack with all that stands further in; may be called more than once, or never.
 */
export type StackStep = (task: StackTask, next: RunTask) => Promise<RunOutcome>;

/** A run with steps around it; the first of them is the outermost. */
export function withSteps(run: RunTask, steps: readonly StackStep[]): RunTask {
  return steps.reduceRight<RunTask>((next, step) => (task) => step(task, next), run);
}
