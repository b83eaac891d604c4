import type { Cell } from "../core/schema/cell.ts";
import type { EstateManifest } from "../core/schema/estate.ts";

/** What a cell is, for people: `eu-central-1-main: AWS account 000000000000 in eu-central-1 (sandbox)`. */
export function describeTarget(cell: Cell, estate: EstateManifest): string {
  const mode = estate.spec.targets[cell.target] === "sandbox" ? " (sandbox)" : "";
  return cell.target === "aws"
    ? `${cell.id}: AWS account ${cell.accountId} in ${cell.region}${mode}`
    : `${cell.id}: Kubernetes context ${cell.context}${mode}`;
}
