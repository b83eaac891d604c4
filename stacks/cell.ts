import { CellObjects } from "../components/cell/cell.ts";
import { planCell } from "../components/cell/plan.ts";
import { cellKey } from "../components/shared/clusterObjects.ts";
import { codeVersion } from "../core/codeVersion.ts";
import { jsonDigest } from "../core/jsonDigest.ts";
import type { KubernetesCell } from "../core/schema/cell.ts";
import { providerOf, type ProgramSettings } from "./providers.ts";

/** What a cell's stack says about itself. */
export interface CellOutputs {
  readonly cell: string;
  /** What runs, for the fleet to compare with what should. */
  readonly runs: {
    /** {@link cellDigest} of the cell. */
    readonly digest: string;
    readonly codeVersion: string;
  };
}

/** SHA-256 over what a cell's tenants should share; the cell's capacity and others' nodes are no part of it. */
export function cellDigest(cell: KubernetesCell): string {
  return jsonDigest(planCell(cell));
}

/**
 * The Pulumi program of one cluster: what its tenants share, and what keeps them apart. An AWS account has nothing of the kind.
 * It reads no file and no environment; everything is in `cell`.
 */
export async function cellProgram(cell: KubernetesCell, settings: ProgramSettings): Promise<CellOutputs> {
  const provider = await providerOf(cell, settings);
  const labels = { "app.kubernetes.io/managed-by": "tenantry", [cellKey]: cell.id };
  const protect = settings.protect ?? true;
  new CellObjects(cell.id, { ...planCell(cell), labels, protect }, { providers: [provider] });
  return { cell: cell.id, runs: { digest: cellDigest(cell), codeVersion } };
}
