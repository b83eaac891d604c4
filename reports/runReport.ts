import type { ResourceChanges, TenantRunResult } from "../core/results/tenantRun.ts";
import { formatTable } from "./table.ts";

/** The end of `up`, `preview` and `destroy`: a row a tenant, then every failure with its causes. */
export function formatRuns(results: readonly TenantRunResult[]): string {
  const rows = results.map((run) => [
    run.tenant,
    run.tiers.join(", ") || "-",
    String(run.resources),
    formatChanges(run.changes),
    run.result,
    `${run.seconds.toFixed(1)} s`,
  ]);
  const table = formatTable(["TENANT", "TIER", "RESOURCES", "CHANGES", "RESULT", "TIME"], rows);
  const failures = results.filter(({ errors }) => errors.length > 0);
  const causes = failures.map(({ tenant, errors }) => `${tenant}:\n${errors.map((error) => indent(error)).join("\n")}`);
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
