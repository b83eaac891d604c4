import type { RecordedRun, RecordedTask } from "../core/results/runs.ts";
import { formatTable } from "./table.ts";

/** The runs that are remembered, a row each. */
export function formatHistory(runs: readonly RecordedRun[]): string {
  if (runs.length === 0) return "No run is remembered.";
  const rows = runs.map(({ id, verb, actor, began, ended, state, tasks, done, unfinished }) => [
    id,
    verb,
    `${actor.pipeline?.actor ?? actor.user}@${actor.host}`,
    began,
    ended === null ? "-" : lengthOf(began, ended),
    `${String(done)} of ${String(tasks)}`,
    unfinished > 0 ? `${state}, ${String(unfinished)} to resume` : state,
  ]);
  return formatTable(["RUN", "VERB", "BY", "BEGAN", "TOOK", "DONE", "STATE"], rows);
}

/** One run, and a row for each of its tenants or cells. */
export function formatRun(run: RecordedRun, tasks: readonly RecordedTask[]): string {
  const rows = tasks.map(({ id, state, failure, attempts, resource, began, ended }) => [
    id,
    failure === null ? state : `${state} (${failure})`,
    String(attempts),
    began === null || ended === null ? "-" : lengthOf(began, ended),
    resource ?? "-",
  ]);
  return `${formatHistory([run])}\n\n${formatTable(["ID", "STATE", "ATTEMPTS", "TOOK", "FAILED AT"], rows)}`;
}

function lengthOf(began: string, ended: string): string {
  return `${((Date.parse(ended) - Date.parse(began)) / 1000).toFixed(1)} s`;
}
