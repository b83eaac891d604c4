import { counted } from "../../core/counted.ts";
import type { RunOutcome } from "../../core/results/runOutcome.ts";
import type { StackStep } from "../stackSteps.ts";
import type { StackSubject } from "../stackSubject.ts";

/** Does something after some seconds, unless what it returns is called before. */
export type Timer = (seconds: number, then: () => void) => () => void;

/**
 * Ends a stack's run that takes too long as an interruption would: what is under way is finished, and no more is begun. What has not ended
 * when as long again has passed is ended at once. Both are failures; a run that ends well in spite of it is none.
 *
 * @param endAtOnce ends what was asked to end before, and leaves in doubt what is under way.
 */
export function timeLimitStep(
  seconds: number,
  endAtOnce: (subject: StackSubject) => void,
  timer: Timer = startTimer,
): StackStep {
  return async (task, next) => {
    const limit = new AbortController();
    let isEndedAtOnce = false;
    const last = (): void => {
      isEndedAtOnce = true;
      endAtOnce(task.subject);
    };
    let stop = timer(seconds, () => {
      limit.abort();
      stop = timer(seconds, last);
    });
    try {
      const outcome = await next({ ...task, signal: AbortSignal.any([task.signal, limit.signal]) });
      const cutOff = outcome.result === "interrupted" || outcome.result === "failed";
      const isLate = limit.signal.aborted && !task.signal.aborted && cutOff;
      return isLate ? timedOut(outcome, seconds, isEndedAtOnce) : outcome;
    } finally {
      stop();
    }
  };
}

function timedOut(outcome: RunOutcome, seconds: number, isEndedAtOnce: boolean): RunOutcome {
  const what = isEndedAtOnce
    ? "It did not end within as long again, so it was ended at once: the next run asks the target what became of what was under way."
    : "What was under way was finished, the rest was not begun.";
  const told =
    `It was not done within ${inWords(seconds)}. ${what} ` +
    "Run it again to go on; if it needs more time, give it by --timeout or spec.fleet.limits.tenantMinutes.";
  return { ...outcome, result: "failed", failure: "timed-out", errors: [told, ...outcome.errors] };
}

function inWords(seconds: number): string {
  return seconds % 60 === 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
}

function startTimer(seconds: number, then: () => void): () => void {
  const timer = setTimeout(then, seconds * 1000);
  return () => {
    clearTimeout(timer);
  };
}
