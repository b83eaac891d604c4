import type { ResolvedTenant } from "../core/resolve/resolvedTenant.ts";
import type { Cell } from "../core/schema/cell.ts";
import type { EstateManifest } from "../core/schema/estate.ts";

/** What a cell is, for people: `eu-central-1-main: AWS account 000000000000 in eu-central-1 (sandbox)`. */
export function describeTarget(cell: Cell, estate: EstateManifest): string {
  const mode = estate.spec.targets[cell.target] === "sandbox" ? " (sandbox)" : "";
  return cell.target === "aws"
    ? `${cell.id}: AWS account ${cell.accountId} in ${cell.region}${mode}`
    : `${cell.id}: Kubernetes context ${cell.context}${mode}`;
}

/** What the cells are that tenants land in, each once. */
export function targetsOf(tenants: readonly ResolvedTenant[], estate: EstateManifest): string[] {
  const cells = tenants.flatMap(({ subscriptions }) => subscriptions.map(({ cell }) => cell));
  return [...new Set(cells.map((cell) => describeTarget(cell, estate)))];
}
