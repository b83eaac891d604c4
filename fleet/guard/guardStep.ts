import type { GivenApproval } from "../../core/guard/approvals.ts";
import { judge, type GuardRules } from "../../core/guard/judge.ts";
import { nothingDone, type RunOutcome } from "../../core/results/runOutcome.ts";
import type { GuardCause } from "../../core/results/plan.ts";
import { failureKind } from "../runner/failureKind.ts";
import type { StackStep, StackTask } from "../stackSteps.ts";
import { stackNameOf, type StackSubject } from "../stackSubject.ts";

/** A preview whose engine plan is kept for as long as it is needed. */
export interface GuardPreview {
  readonly outcome: RunOutcome;
  /** The engine's own plan, by which an approved run is held to exactly these steps. */
  readonly planFile: string;
  /** Keeps the plan for whoever has to approve it; gives what the user is told. */
  readonly keep: (causes: readonly GuardCause[]) => Promise<string>;
  /** Takes away what is not kept. */
  readonly discard: () => void;
}

/** What the guard of a run needs. */
export interface Guarding {
  readonly rules: GuardRules;
  /** What the user is told where the run as a whole would change too much; undefined where it does not. */
  readonly massStop: () => Promise<string | undefined>;
  /** False where it is certain without the engine that nothing needs an approval; see the decisions. */
  readonly mayNeedApproval: (task: StackTask) => Promise<boolean>;
  readonly preview: (task: StackTask) => Promise<GuardPreview>;
  /** Told, before anything is changed, of steps that needed an approval and have it. */
  readonly onApproved: (subject: StackSubject, digest: string, approvals: readonly GivenApproval[]) => Promise<void>;
}

/**
 * Stops what needs an approval and has none before anything is touched. What has one is done by the engine's plan of exactly the steps
 * that were approved.
 */
export function guardStep(guarding: Guarding): StackStep {
  const { rules, massStop, mayNeedApproval, preview, onApproved } = guarding;
  /** How it ends without a run; or what is run, with what is to be taken away afterwards. */
  const decide = async (task: StackTask): Promise<RunOutcome | Passed> => {
    const mass = await massStop();
    if (mass !== undefined) return nothingDone({ result: "needs-approval", errors: [mass] });
    if (!(await mayNeedApproval(task))) return { task, discard: () => undefined };
    const { outcome, planFile, keep, discard } = await preview(task);
    let passed: Passed | undefined;
    try {
      const { steps } = outcome;
      if (steps === undefined) return outcome;
      const stack = stackNameOf(task.subject);
      const { causes, open, given } = judge([{ stack, ...steps }], 1, rules);
      if (open.length > 0) {
        const { seconds, attempts } = outcome;
        return nothingDone({ result: "needs-approval", seconds, attempts, errors: [await keep(causes)] });
      }
      if (causes.length > 0) await onApproved(task.subject, steps.digest, given.get(stack) ?? []);
      passed = { task: causes.length > 0 ? { ...task, planFile } : task, discard };
      return passed;
    } finally {
      if (passed === undefined) discard();
    }
  };
  return async (task, next) => {
    const decided = await decide(task).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      const errors = [`It cannot be judged what would be done, so nothing was touched: ${message}`];
      return nothingDone({ result: "failed", failure: failureKind([message]), errors });
    });
    if (!("task" in decided)) return decided;
    try {
      return await next(decided.task);
    } finally {
      decided.discard();
    }
  };
}

/** What the guard lets by. */
interface Passed {
  readonly task: StackTask;
  readonly discard: () => void;
}
