import PQueue from "p-queue";

import type { MarginOf } from "../../core/margin/marginStandings.ts";
import { digestOf, type ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { JudgedTenant } from "../../core/results/judgedTenant.ts";
import { judgeResources, type RuleSettings } from "../checking/judgeTenant.ts";
import { openStateResources } from "../engine/stackResources.ts";
import type { FindPulumi } from "../engine/stackStates.ts";
import type { Workspace } from "../workspace.ts";

/**
 * Judges what tenants' stacks have by their states, as `pulumi policy analyze` does: rules about a resource alone see its inputs, the
 * others what the providers made of them.
 *
 * @returns one entry a tenant, in the order given; one without a stack says so.
 */
export async function judgeStates(
  tenants: readonly ResolvedTenant[],
  workspace: Workspace,
  findPulumi: FindPulumi,
  { settings, marginOf }: { readonly settings: RuleSettings; readonly marginOf: MarginOf },
  { concurrency, onProgress }: { readonly concurrency: number; readonly onProgress: (done: number) => void },
): Promise<JudgedTenant[]> {
  const read = openStateResources(workspace, findPulumi);
  const queue = new PQueue({ concurrency });
  let done = 0;
  return Promise.all(
    tenants.map((resolved) =>
      queue.add(async (): Promise<JudgedTenant> => {
        const state = await read(resolved.id);
        onProgress(++done);
        if (state !== undefined) return judgeResources(resolved, state, { settings, margin: marginOf(resolved.id) });
        const error = "It has no stack, so nothing of it runs.";
        return { tenant: resolved.id, digest: digestOf(resolved), resources: [], results: [], error };
      }),
    ),
  );
}
