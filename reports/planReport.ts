import { visible } from "../core/diagnostics/visible.ts";
import type { MovedTenant, PlanFile } from "../core/results/plan.ts";
import type { PlannedStep } from "../core/results/steps.ts";
import { formatChanges } from "./runReport.ts";
import { formatTable } from "./table.ts";

/**
 * A plan on a terminal: a row a tenant, then what could not be planned, then what needs an approval.
 *
 * @param approve the command that approves it.
 */
export function formatPlan(plan: PlanFile, approve: string): string {
  const rows = plan.tenants.map(({ tenant, steps, result, digest }) => [
    tenant,
    formatChanges(countsOf(steps)),
    steps.length === 0 && result === "previewed" ? "unchanged" : result,
    steps.length === 0 ? "-" : digest.slice(0, 16),
  ]);
  const failures = plan.tenants.flatMap(({ tenant, errors }) =>
    errors.length === 0 ? [] : [visible(`${tenant}: ${errors.join(" ")}`)],
  );
  const causes = plan.causes.map(({ stack, message }) => visible(`  ${stack === null ? "" : `${stack}: `}${message}`));
  const approval =
    causes.length === 0 ? [] : [["This plan needs an approval:", ...causes, `  ${visible(approve)}`].join("\n")];
  const table = formatTable(["TENANT", "STEPS", "RESULT", "DIGEST"], rows);
  return [table, ...(failures.length > 0 ? [failures.join("\n")] : []), ...approval, `Plan ${plan.digest}`].join(
    "\n\n",
  );
}

/** What is not as it was planned: a paragraph a tenant. */
export function formatMoved(moved: readonly MovedTenant[]): string {
  return moved
    .map(({ tenant, reasons }) =>
      [`${tenant} is not as it was planned:`, ...reasons.map((reason) => `  ${reason}`)].map(visible).join("\n"),
    )
    .join("\n\n");
}

function countsOf(steps: readonly PlannedStep[]): Parameters<typeof formatChanges>[0] {
  const count = (op: PlannedStep["op"]): number => steps.filter((step) => step.op === op).length;
  return {
    create: count("create"),
    update: count("update"),
    replace: count("replace"),
    delete: count("delete"),
    same: 0,
  };
}
