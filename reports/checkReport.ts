import { visible } from "../core/diagnostics/visible.ts";
import type { TenantCheck } from "../core/results/check.ts";
import type { Finding } from "../core/results/finding.ts";
import { moneyCells, moneyHeading, moneyNotes } from "./moneyText.ts";
import { formatTable } from "./table.ts";

/** The end of `check`: a row a tenant, with price, cost and margin where these are known, then every finding on a line. */
export function formatChecks(tenants: readonly TenantCheck[]): string {
  const known = tenants.flatMap(({ money }) => money ?? []);
  const hasMoney = known.length > 0;
  const rows = tenants.map(({ tenant, resources, findings, money }) => [
    tenant,
    String(resources),
    String(findings.length),
    ...(hasMoney ? moneyCells(money) : []),
  ]);
  const findings = tenants.flatMap((tenant) => tenant.findings);
  const heading = ["TENANT", "RESOURCES", "FINDINGS", ...(hasMoney ? moneyHeading : [])];
  return [formatTable(heading, rows), ...moneyNotes(known), ...findings.map(formatFinding)].join("\n");
}

function formatFinding({ tenant, rule, severity, resource, message, enforcement, waived }: Finding): string {
  const until = waived === undefined ? "" : ` (waived until ${waived.expires} by ${waived.approver})`;
  const advice = enforcement === "advisory" ? " (advisory)" : "";
  return visible(`${tenant}: ${severity} ${rule}: ${resource} ${message}${advice}${until}`);
}
