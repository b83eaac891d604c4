import { visible } from "../core/diagnostics/visible.ts";
import type { TenantCheck } from "../core/results/check.ts";
import type { Finding } from "../core/results/finding.ts";
import { formatTable } from "./table.ts";

/** The end of `check`: a row a tenant, then every finding on a line. */
export function formatChecks(tenants: readonly TenantCheck[]): string {
  const rows = tenants.map(({ tenant, resources, findings }) => [tenant, String(resources), String(findings.length)]);
  const findings = tenants.flatMap((tenant) => tenant.findings);
  return [formatTable(["TENANT", "RESOURCES", "FINDINGS"], rows), ...findings.map(formatFinding)].join("\n");
}

function formatFinding({ tenant, rule, severity, resource, message, enforcement, waived }: Finding): string {
  const until = waived === undefined ? "" : ` (waived until ${waived.expires} by ${waived.approver})`;
  const advice = enforcement === "advisory" ? " (advisory)" : "";
  return visible(`${tenant}: ${severity} ${rule}: ${resource} ${message}${advice}${until}`);
}
