import type { CellRunResult } from "../core/results/cells.ts";
import { rootCause } from "../core/results/rootCause.ts";
import type { ResourceChanges, RunOutcome } from "../core/results/runOutcome.ts";
import type { TenantRunResult } from "../core/results/tenantRun.ts";
import { changeCell, moneyCells, moneyHeading, moneyNotes } from "./moneyText.ts";
import { formatTable } from "./table.ts";

/**
 * The end of `up`, `preview` and `destroy`: a row a tenant, then the cause of every failure, and why others were not started; of a
 * preview, what months would bring and take where that is known.
 */
export function formatRuns(results: readonly TenantRunResult[]): string {
  const outcomes = formatOutcomes(
    ["TENANT", "TIER"],
    results.map((run) => ({ ...run, words: [run.tenant, run.tiers.join(", ") || "-"] })),
  );
  const known = results.flatMap(({ tenant, money }) => (money === undefined ? [] : [[tenant, money] as const]));
  if (known.length === 0) return outcomes;
  const after = known.flatMap(([, money]) => money.after ?? []);
  const rows = known.map(([tenant, money]) => [tenant, ...moneyCells(money.after), changeCell(money)]);
  const table = formatTable(["TENANT", ...moneyHeading, "CHANGE TO WHAT RUNS"], rows);
  return [outcomes, [table, ...moneyNotes(after)].join("\n")].join("\n\n");
}

/** The end of `cell up`, `cell preview` and `cell destroy`: a row a cell, then what there is to say as for tenants. */
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
  const causes = outcomes.flatMap((run) => causeOf(run) ?? []);
  return [table, ...causes, ...notStarted(outcomes)].join("\n\n");
}

/** Why something did not end well. Of a failure that is one line; what a person has to decide on is told whole. */
function causeOf({ words: [id], result, attempts, failure, errors }: Row): string | undefined {
  if (errors.length === 0) return undefined;
  if (result !== "failed") return `${id}:\n${errors.map((error) => indent(error)).join("\n")}`;
  const passing = attempts > 1 ? ` (${failure ?? "failed"}, tried ${String(attempts)} times)` : "";
  const more = errors.length > 1 ? ` (and ${String(errors.length - 1)} more; all with --json)` : "";
  return `${id}${passing}: ${rootCause(errors) ?? ""}${more}`;
}

/** Each reason for not starting something once, with how many it kept. */
function notStarted(outcomes: readonly RunOutcome[]): string[] {
  const counts = new Map<string, number>();
  for (const { notStarted: reason } of outcomes) {
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => `not started (${String(count)}): ${reason}`);
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
