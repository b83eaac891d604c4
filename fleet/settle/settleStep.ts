import { nothingDone } from "../../core/results/runOutcome.ts";
import { failureKind } from "../runner/failureKind.ts";
import type { StackStep } from "../stackSteps.ts";
import { idOf, stackNameOf } from "../stackSubject.ts";
import type { Settled, Settler } from "./settle.ts";

/** What settling before runs works with. */
export interface Settling {
  readonly settler: Settler;
  /** Whether the last run of a stack, by its name, is known not to have ended well. */
  readonly endedBadly: (stack: string) => Promise<boolean>;
  /** Told of what was settled. */
  readonly note: (line: string) => void;
}

/**
 * Before a stack is run, settles what an earlier run began and nobody knows the end of: so a create is never repeated whose object is there.
 * That is looked for where the state says that something was under way, where the stack's last run ended badly, and before every further
 * attempt at a stack of this run: the failed one may have made more than it heard of.
 */
export function settleStep({ settler, endedBadly, note }: Settling): StackStep {
  const failed = new Set<string>();
  return async (task, next) => {
    const { subject, signal } = task;
    const stack = stackNameOf(subject);
    try {
      if (failed.has(stack) || (await settler.isDoubtful(subject)) || (await endedBadly(stack))) {
        const settled = await settler.settle(subject, signal);
        if ("findings" in settled) {
          return nothingDone({ result: "failed", failure: "permanent", errors: [...settled.findings] });
        }
        const told = tell(settled.settled);
        if (told !== "") note(`${idOf(subject)}: ${told}`);
      }
    } catch (error) {
      if (signal.aborted) return nothingDone({ result: "interrupted" });
      const message = error instanceof Error ? error.message : String(error);
      const errors = [`What the last run left cannot be settled, so nothing was begun: ${message}`];
      return nothingDone({ result: "failed", failure: failureKind([message]), errors });
    }
    const outcome = await next(task);
    if (outcome.result === "failed" || outcome.result === "interrupted") failed.add(stack);
    else failed.delete(stack);
    return outcome;
  };
}

function tell({ adopt, clear, read }: Extract<Settled, { settled: object }>["settled"]): string {
  const parts = [
    count(
      adopt.length,
      "object that was made is taken into the state",
      "objects that were made are taken into the state",
    ),
    count(clear.length, "create that came to nothing is forgotten", "creates that came to nothing are forgotten"),
    count(read.length, "object is read anew", "objects are read anew"),
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `settled what a run had left: ${parts.join(", ")}`;
}

function count(number: number, one: string, many: string): string {
  return number === 0 ? "" : `${String(number)} ${number === 1 ? one : many}`;
}
