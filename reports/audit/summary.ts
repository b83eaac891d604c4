import { visible } from "../../core/diagnostics/visible.ts";
import type { Evidence, Totals } from "../../core/results/evidence.ts";
import { formatTable } from "../table.ts";
import { failuresOf, waiverProblemsOf } from "./failures.ts";
import { fails, outcomes, outcomeWords, postureOf } from "./posture.ts";
import { changeOf, entryOf, signed } from "./trend.ts";

/**
 * The evidence for a terminal: how each tenant stands, what is wrong by rule, what is wrong with waivers, and the sum. Nothing in a
 * name can write a line or a colour of its own.
 */
export function formatEvidence(evidence: Evidence): string {
  const posture = postureOf(evidence);
  const before = evidence.previous ?? undefined;
  const rows = posture.tenants.map(({ tenant, totals }) => {
    const change = changeOf(totals, entryOf(before?.tenants, tenant.tenant));
    return [visible(tenant.tenant), ...outcomes.map((outcome) => String(totals[outcome])), ...trend(before, change)];
  });
  const heading = ["TENANT", ...outcomes.map((outcome) => outcomeWords[outcome].toUpperCase())];
  const table = formatTable([...heading, ...(before === undefined ? [] : ["CHANGE OF FAILED"])], rows);
  const errors = evidence.tenants.flatMap(({ tenant, error }) =>
    error === undefined ? [] : [`${visible(tenant)}: could not be judged: ${visible(error)}`],
  );
  const failing = posture.tenants.filter(fails).length;
  return [
    table,
    ...(errors.length > 0 ? [errors.join("\n")] : []),
    ...findings(evidence),
    ...waivers(evidence),
    `${String(failing)} of ${String(posture.tenants.length)} tenants fail. Rules by tenant: ${sums(posture.totals)}.`,
  ].join("\n\n");
}

function trend(before: Evidence["previous"] | undefined, change: Totals | undefined): string[] {
  if (before === undefined) return [];
  return [change === undefined ? "new" : signed(change.failed)];
}

/** What nobody has waived: a paragraph each rule. */
function findings(evidence: Evidence): string[] {
  const unwaived = failuresOf(evidence).filter(({ waiver }) => waiver === undefined);
  return [...Map.groupBy(unwaived, ({ rule }) => rule)].map(([rule, failures]) =>
    [
      `${rule.id} (${rule.severity}): ${rule.title}`,
      ...failures.map(({ tenant, enforcement, resource, message }) =>
        visible(
          `  ${tenant.tenant}: ${resource.type} ${resource.name}: ${message}${enforcement === "advisory" ? " (advisory)" : ""}`,
        ),
      ),
      `  ${rule.remediation}`,
    ].join("\n"),
  );
}

function waivers(evidence: Evidence): string[] {
  const lines = waiverProblemsOf(evidence).map(({ waiver, problem }) =>
    visible(
      `  ${problem.rule} (${problem.severity}): ${waiver.rule} for ${waiver.tenant}, ${waiver.resource}: ${problem.message}`,
    ),
  );
  return lines.length === 0 ? [] : [["Waivers:", ...lines].join("\n")];
}

function sums(totals: Totals): string {
  return outcomes.map((outcome) => `${String(totals[outcome])} ${outcomeWords[outcome]}`).join(", ");
}
