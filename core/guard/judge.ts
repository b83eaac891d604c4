import type { GuardCause } from "../results/plan.ts";
import type { ApprovalManifest } from "../schema/approval.ts";
import type { GuardSettings } from "../schema/fleet.ts";
import { approvalOf, type GivenApproval } from "./approvals.ts";
import { changesWhatRuns, runCauses, stackCauses, type StackSteps } from "./causes.ts";

/** What decides whether steps may be done. */
export interface GuardRules {
  readonly settings: GuardSettings;
  readonly approvals: readonly ApprovalManifest[];
  /** The stacks of tenants that are to be suspended, or have left. */
  readonly suspended: ReadonlySet<string>;
  /** The day by which approvals count, such as `2026-12-31`. */
  readonly today: string;
}

/** What the guard says of a run. */
export interface Judgement {
  /** Why it needs an approval; empty where it does not. */
  readonly causes: readonly GuardCause[];
  /** Those of the causes that no approval covers; nothing may be touched while there are any. */
  readonly open: readonly GuardCause[];
  /** The approvals that cover the others, by the stacks that needed them. */
  readonly given: ReadonlyMap<string, readonly GivenApproval[]>;
}

/**
 * Judges all that one run would do.
 *
 * @param all the steps of every stack of the run.
 * @param stacks how many stacks the estate has.
 */
export function judge(all: readonly StackSteps[], stacks: number, rules: GuardRules): Judgement {
  const { settings, approvals, suspended, today } = rules;
  const changed = all.filter(changesWhatRuns);
  const questions = [
    ...all.map((one) => ({ causes: stackCauses(one, settings, suspended.has(one.stack)), about: [one] })),
    { causes: runCauses(all, stacks, settings), about: changed },
  ].filter(({ causes }) => causes.length > 0);
  const answered = questions.map((question) => ({
    ...question,
    approval: approvalOf(approvals, question.about, today),
  }));
  const given = answered.flatMap(({ about, approval }) =>
    approval === undefined ? [] : about.map(({ stack }) => [stack, approval] as const),
  );
  return {
    causes: answered.flatMap(({ causes }) => causes),
    open: answered.flatMap(({ causes, approval }) => (approval === undefined ? causes : [])),
    given: new Map([...Map.groupBy(given, ([stack]) => stack)].map(([stack, of]) => [stack, of.map(([, one]) => one)])),
  };
}
