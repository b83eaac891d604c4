import type { CellRunResult } from "../core/results/cells.ts";
import type { ResourceChanges, RunOutcome } from "../core/results/runOutcome.ts";
import type { TenantRunResult } from "../core/results/tenantRun.ts";
import { formatTable } from "./table.ts";

/** The end of `up`, `preview` and `destroy`: a row a tenant, then every failure with its causes. */
export function formatRuns(results: readonly TenantRunResult[]): string {
  return formatOutcomes(
    ["TENANT", "TIER"],
    results.map((run) => ({ ...run, words: [run.tenant, run.tiers.join(", ") || "-"] })),
  );
}

/** The end of `cell up`, `cell preview` and `cell destroy`: a row a cell, then every failure with its causes. */
export function formatCellRuns(results: readonly CellRunResult[]): string {
  return formatOutcomes(
    ["CELL"],
    results.map((run) => ({ ...run, words: [run.cell] })),
  );
}

/** An outcome with the words that its row begins with, the id first. */
interface Row extends RunOutcome {
  readonly words: readonly [id: string, ...others: string[]];
}

function formatOutcomes(heading: readonly string[], outcomes: readonly Row[]): string {
  const rows = outcomes.map((run) => [
    ...run.words,
    String(run.resources),
    formatChanges(run.changes),
    run.result,
    `${run.seconds.toFixed(1)} s`,
  ]);
  const table = formatTable([...heading, "RESOURCES", "CHANGES", "RESULT", "TIME"], rows);
  const failures = outcomes.filter(({ errors }) => errors.length > 0);
  const causes = failures.map(
    ({ words, errors }) => `${words[0]}:\n${errors.map((error) => indent(error)).join("\n")}`,
  );
  return [table, ...causes].join("\n\n");
}

/** `+3 ~1 ±1 -2`, or `none`. */
export function formatChanges(changes: ResourceChanges): string {
  const parts: [string, number][] = [
    ["+", changes.create],
    ["~", changes.update],
    ["±", changes.replace],
    ["-", changes.delete],
  ];
  return parts.flatMap(([sign, count]) => (count > 0 ? [`${sign}${String(count)}`] : [])).join(" ") || "none";
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
