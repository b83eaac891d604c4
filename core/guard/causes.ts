import type { PlannedStep, PlannedSteps } from "../results/steps.ts";
import type { GuardSettings } from "../schema/fleet.ts";
import type { GuardCause } from "../results/plan.ts";

/** The steps of one stack of a run. */
export interface StackSteps extends PlannedSteps {
  /** The stack's name. */
  readonly stack: string;
}

/**
 * Why what would be done to one stack needs an approval; empty where it does not. What only creates never does.
 *
 * @param isSuspended whether its tenant is to be suspended or has left: that much goes then was ordered, but for what holds data or is protected.
 */
export function stackCauses(stack: StackSteps, settings: GuardSettings, isSuspended = false): GuardCause[] {
  const { steps, same } = stack;
  const { tenant } = settings;
  const single = steps.flatMap((step) => [...lossOf(stack.stack, step), ...unprotectionOf(stack.stack, step)]);
  const lost = steps.filter(isLoss).length;
  const before = steps.filter(({ op }) => op !== "create").length + same;
  const isMass = !isSuspended && lost > Math.max(tenant.resources, tenant.share * before);
  return isMass ? [...single, massOfStack(stack.stack, lost, before)] : single;
}

/**
 * Why all that one run would do needs an approval together; empty where it does not.
 *
 * @param all the steps of every stack of the run.
 * @param stacks how many stacks the estate has.
 */
export function runCauses(all: readonly StackSteps[], stacks: number, { run }: GuardSettings): GuardCause[] {
  const changed = all.filter(changesWhatRuns).length;
  const lost = all.flatMap(({ steps }) => steps.filter(isLoss)).length;
  const most = Math.max(run.tenants, run.share * stacks);
  const causes: GuardCause[] = [];
  if (changed > most) {
    const message = `${String(changed)} of the estate's ${String(stacks)} tenants that run would change at once; up to ${count(most)} may without an approval.`;
    causes.push({ reason: "mass-change", stack: null, urn: null, message });
  }
  if (lost > run.deletes) {
    const message = `${String(lost)} resources would be deleted or replaced at once; up to ${count(run.deletes)} may without an approval.`;
    causes.push({ reason: "mass-deletion", stack: null, urn: null, message });
  }
  return causes;
}

/** Whether something that is there would be changed, replaced or deleted. */
export function changesWhatRuns({ steps }: StackSteps): boolean {
  return steps.some(({ op }) => op !== "create");
}

function isLoss({ op }: PlannedStep): boolean {
  return op === "delete" || op === "replace";
}

function lossOf(stack: string, step: PlannedStep): GuardCause[] {
  if (!isLoss(step) || !step.stateful || step.retained) return [];
  const why = step.causes.length > 0 ? `, because of ${step.causes.join(", ")}` : "";
  const what = `${step.type} ${step.name}`;
  return [
    step.op === "delete"
      ? {
          reason: "stateful-deletion",
          stack,
          urn: step.urn,
          message: `${what} would be deleted, with all that it holds.`,
        }
      : {
          reason: "stateful-replacement",
          stack,
          urn: step.urn,
          message: `${what} would be replaced${why}; what it holds goes with it.`,
        },
  ];
}

function unprotectionOf(stack: string, { type, name, urn, unprotects }: PlannedStep): GuardCause[] {
  if (unprotects.length === 0) return [];
  const message = `${type} ${name} would lose its protection: ${unprotects.join(", ")}.`;
  return [{ reason: "unprotection", stack, urn, message }];
}

function massOfStack(stack: string, lost: number, before: number): GuardCause {
  const message = `${String(lost)} of its ${String(before)} resources would be deleted or replaced.`;
  return { reason: "mass-deletion", stack, urn: null, message };
}

function count(most: number): string {
  return String(Math.floor(most));
}
