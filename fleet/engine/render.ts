import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { tenantProgram } from "../../stacks/tenant.ts";
import { mockTarget } from "./mockTarget.ts";
import { renderProgram } from "./renderProgram.ts";

/**
 * Renders a tenant's program in this process, against targets that are what its cells say; see {@link renderProgram}.
 *
 * @throws Error with one message when the program fails.
 */
export async function renderTenant(resolved: ResolvedTenant): Promise<RenderedResource[]> {
  const program = (): Promise<unknown> => tenantProgram(resolved, { resolvePath: (path) => path });
  try {
    return await renderProgram({ stack: resolved.id, program, mocks: mockTarget(resolved) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`The program of the tenant "${resolved.id}" fails: ${message}`, { cause: error });
  }
}
