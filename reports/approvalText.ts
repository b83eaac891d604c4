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

/**
 * What every stack of a run is told that would change too many at once.
 *
 * @param changed how many that run would change.
 * @param estate the estate's directory as the user has given it.
 */
export function massText(changed: number, estate: string): string {
  const where = estate === "estate" ? "" : " --estate ESTATE";
  return [
    `An approval is needed, and nothing was touched: ${String(changed)} tenants that run would change at once, which is more than spec.fleet.guard lets through.`,
    "Name fewer, such as those of one ring; or have all of it approved:",
    `  tenantry plan --all --out PLAN${where}`,
    `  tenantry approve PLAN --by NAME@COMPANY --reason "WHY IT IS RIGHT"${where}`,
    `  tenantry apply PLAN${where}`,
  ].join("\n");
}
