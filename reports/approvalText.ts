import { visible } from "../core/diagnostics/visible.ts";
import type { GuardCause } from "../core/results/plan.ts";

/**
 * What a run that was stopped is told: every cause, and the one command that lets exactly this plan through.
 *
 * @param kept where the plan is.
 * @param approve the command that approves it.
 */
export function approvalText(causes: readonly GuardCause[], kept: string, approve: string): string {
  const told = causes.map(({ stack, message }) => visible(`  ${stack === null ? "" : `${stack}: `}${message}`));
  return [
    "An approval is needed, and nothing was touched.",
    ...told,
    visible(`The plan is kept in ${kept}. To let exactly this through, and nothing else:`),
    visible(`  ${approve}`),
  ].join("\n");
}
