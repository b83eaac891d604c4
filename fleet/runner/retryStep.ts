import type { RunOutcome } from "../../core/results/runOutcome.ts";
import type { FleetLimits } from "../../core/schema/fleet.ts";
import type { StackStep, StackTask } from "../stackSteps.ts";
import { idOf } from "../stackSubject.ts";
import { failureKind, type PassingKind } from "./failureKind.ts";
import { mergeAttempts } from "./mergeAttempts.ts";

/** A wait before a stack is tried again. */
export interface Waiting {
  /** How many attempts there have been. */
  readonly attempts: number;
  /** How the last one failed. */
  readonly failure: PassingKind;
  readonly errors: readonly string[];
  /** How long is waited. */
  readonly seconds: number;
}

/** When stacks are tried again. */
export interface Retrying {
  /** How often at most; 0 is never. */
  readonly retries: number;
  readonly waitSeconds: FleetLimits["waitSeconds"];
  /** Whether an attempt changes anything. */
  readonly applies: boolean;
  /** Told of each wait when it begins. */
  readonly onWaiting: (id: string, waiting: Waiting) => void;
  /** A number from 0 (included) to 1 (excluded). */
  readonly random: () => number;
  /** Waits; ends at once when the signal aborts, and does not throw then. */
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>;
  /** The time in seconds since any moment. */
  readonly now: () => number;
}

/**
 * Tries a stack again whose failure may pass by itself. The waits grow with the attempts and are random from nothing up, so that stacks
 * that were throttled together do not come back together (full jitter: Amazon Builders' Library, "Timeouts, retries, and backoff with
 * jitter"). When it is aborted while it waits, the last failure is the outcome.
 */
export function retryStep(retrying: Retrying): StackStep {
  return async (task, next) => {
    const started = retrying.now();
    const attempts: RunOutcome[] = [];
    do {
      const outcome = classified(await next(task));
      attempts.push(outcome);
      const failure = passingKind(outcome);
      if (failure === undefined || attempts.length > retrying.retries || task.signal.aborted) break;
      await wait(retrying, task, { attempts: attempts.length, failure, errors: outcome.errors });
    } while (isWanted(task));
    const merged = mergeAttempts(attempts, retrying.applies);
    if (attempts.length === 1) return merged;
    return { ...merged, seconds: Math.round((retrying.now() - started) * 1000) / 1000 };
  };
}

/** Asked anew after each wait, in which it may have been aborted. */
function isWanted({ signal }: StackTask): boolean {
  return !signal.aborted;
}

async function wait(retrying: Retrying, task: StackTask, so: Omit<Waiting, "seconds">): Promise<void> {
  const { waitSeconds, random } = retrying;
  const longest = Math.min(waitSeconds.most, waitSeconds[so.failure] * 2 ** (so.attempts - 1));
  const seconds = random() * longest;
  retrying.onWaiting(idOf(task.subject), { ...so, seconds });
  await retrying.sleep(seconds, task.signal);
}

/** The engine knows that a stack's run failed; what that means for trying again is decided here. */
function classified(outcome: RunOutcome): RunOutcome {
  if (outcome.result !== "failed" || outcome.failure !== "permanent") return outcome;
  return { ...outcome, failure: failureKind(outcome.errors) };
}

function passingKind({ result, failure }: RunOutcome): PassingKind | undefined {
  if (result !== "failed") return undefined;
  return failure === "throttled" || failure === "conflict" || failure === "transient" ? failure : undefined;
}
