import { CellObjects } from "../components/cell/cell.ts";
import { planCell } from "../components/cell/plan.ts";
import { registry } from "../components/registry.ts";
import { cellKey } from "../components/shared/clusterObjects.ts";
import { codeVersion } from "../core/codeVersion.ts";
import { jsonDigest } from "../core/jsonDigest.ts";
import type { SharedPart } from "../core/kinds/serviceKind.ts";
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

/**
 * SHA-256 over what a cell's tenants should share; the cell's capacity and others' nodes are no part of it.
 *
 * @param shared what the cell hosts for tenants of a tier.
 */
export function cellDigest(cell: KubernetesCell, shared: readonly SharedPart[]): string {
  return jsonDigest(shared.length === 0 ? planCell(cell) : { ...planCell(cell), shared });
}

/**
 * The Pulumi program of one cluster: what its tenants share, what keeps them apart, and what it hosts for tenants of a tier. An AWS
 * account has nothing of the kind. It reads no file and no environment; everything is in `cell` and `shared`.
 */
export async function cellProgram(
  cell: KubernetesCell,
  shared: readonly SharedPart[],
  settings: ProgramSettings,
): Promise<CellOutputs> {
  const provider = await providerOf(cell, settings);
  const labels = { "app.kubernetes.io/managed-by": "tenantry", [cellKey]: cell.id };
  const protect = settings.protect ?? true;
  const objects = new CellObjects(cell.id, { ...planCell(cell), labels, protect }, { providers: [provider] });
  for (const { service, tier, bundle } of shared) {
    const component = await registry[service]?.component();
    if (component?.renderShared === undefined) {
      throw new TypeError(`the cell "${cell.id}" hosts a tier of the service "${service}", which shares nothing`);
    }
    // What is hosted uses the cell's classes and is judged by its policies.
    const opts = { providers: [provider], dependsOn: objects };
    component.renderShared(`${service}--${tier}`, bundle, { labels, protect }, opts);
  }
  return { cell: cell.id, runs: { digest: cellDigest(cell, shared), codeVersion } };
}
