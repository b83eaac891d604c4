import type { DriftedObject, TenantDrift } from "../core/results/drift.ts";
import { formatTable } from "./table.ts";

/** The end of `drift`: a row a tenant, then every object that is not as it was made, then what kept from looking or repairing. */
export function formatDrift(results: readonly TenantDrift[]): string {
  const rows = results.map(({ tenant, objects, result, seconds }) => [
    tenant,
    ...(["changed", "missing", "foreign"] as const).map((drift) => count(objects, drift)),
    result,
    `${seconds.toFixed(1)} s`,
  ]);
  const summary = formatTable(["TENANT", "CHANGED", "MISSING", "FOREIGN", "RESULT", "TIME"], rows);
  const drifted = results.flatMap(({ tenant, objects }) => objects.map((object) => rowOf(tenant, object)));
  const details = formatTable(["TENANT", "DRIFT", "MATTERS FOR", "OBJECT", "WHERE", "REPAIRED", "PROPERTIES"], drifted);
  const causes = results.flatMap(({ tenant, errors }) =>
    errors.length === 0 ? [] : [`${tenant}:\n${errors.map((error) => error.replace(/^/gm, "  ")).join("\n")}`],
  );
  return [summary, ...(drifted.length > 0 ? [details] : []), ...causes].join("\n\n");
}

function count(objects: readonly DriftedObject[], drift: DriftedObject["drift"]): string {
  return String(objects.filter((object) => object.drift === drift).length);
}

function rowOf(
  tenant: string,
  { cell, kind, namespace, name, drift, relevance, paths, repaired }: DriftedObject,
): string[] {
  const where = namespace === "" ? cell : `${cell}: ${namespace}`;
  return [tenant, drift, relevance, `${kind} ${name}`, where, repaired ? "yes" : "no", paths.join(", ") || "-"];
}
