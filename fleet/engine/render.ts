import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { cellStackName } from "../../core/names/stackNames.ts";
import type { SharedPart } from "../../core/kinds/serviceKind.ts";
import type { Cell, KubernetesCell } from "../../core/schema/cell.ts";
import type { ProgramSettings } from "../../stacks/providers.ts";
import { tenantProgram } from "../../stacks/tenant.ts";
import { mockTarget } from "./mockTarget.ts";
import { renderProgram } from "./renderProgram.ts";

/**
 * Renders a tenant's program in this process, against targets that are what its cells say; see {@link renderProgram}.
 *
 * @throws Error with one message when the program fails.
 */
export function renderTenant(resolved: ResolvedTenant): Promise<RenderedResource[]> {
  const cells = resolved.subscriptions.map(({ cell }) => cell);
  return render(`tenant "${resolved.id}"`, resolved.id, cells, (settings) => tenantProgram(resolved, settings));
}

/**
 * Renders the program of what a cell's tenants share, as {@link renderTenant} does a tenant's.
 *
 * @param shared what the cell hosts for tenants of a tier.
 * @throws Error with one message when the program fails.
 */
export async function renderCell(
  cell: KubernetesCell,
  shared: readonly SharedPart[] = [],
): Promise<RenderedResource[]> {
  const { cellProgram } = await import("../../stacks/cell.ts");
  return render(`cell "${cell.id}"`, cellStackName(cell.id), [cell], (settings) => cellProgram(cell, shared, settings));
}

async function render(
  whose: string,
  stack: string,
  cells: readonly Cell[],
  program: (settings: ProgramSettings) => Promise<unknown>,
): Promise<RenderedResource[]> {
  try {
    const mocks = mockTarget(stack, cells);
    return await renderProgram({ stack, program: () => program({ resolvePath: (path) => path }), mocks });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`The program of the ${whose} fails: ${message}`, { cause: error });
  }
}
