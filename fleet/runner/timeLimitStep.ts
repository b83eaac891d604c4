import { counted } from "../../core/counted.ts";
import type { RunOutcome } from "../../core/results/runOutcome.ts";
import type { StackStep } from "../stackSteps.ts";

/** Does something after some seconds, unless what it returns is called before. */
export type Timer = (seconds: number, then: () => void) => () => void;

/**
 * Ends a stack's run that takes too long as an interruption would: what is under way is finished, and no more is begun. That is a
 * failure. A run that ends well in spite of it is none.
 */
export function timeLimitStep(seconds: number, timer: Timer = startTimer): StackStep {
  return async (task, next) => {
    const limit = new AbortController();
    const stop = timer(seconds, () => {
      limit.abort();
    });
    try {
      const outcome = await next({ ...task, signal: AbortSignal.any([task.signal, limit.signal]) });
      const cutOff = outcome.result === "interrupted" || outcome.result === "failed";
      return limit.signal.aborted && !task.signal.aborted && cutOff ? timedOut(outcome, seconds) : outcome;
    } finally {
      stop();
    }
  };
}

function timedOut(outcome: RunOutcome, seconds: number): RunOutcome {
  const told =
    `It was not done within ${inWords(seconds)}. What was under way was finished, the rest was not begun. ` +
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
