import { readRunning } from "../../core/moves/runningStack.ts";
import type { RunningStack } from "../../core/rollouts/versions.ts";
import { formatTier } from "../../core/schema/tier.ts";
import { lastUpdateFailed } from "../engine/lastUpdate.ts";
import { runsOf } from "../engine/runsOf.ts";
import { openStates, type FindPulumi } from "../engine/stackStates.ts";
import type { Workspace } from "../workspace.ts";

/** Reads from stacks' states which versions run, by tenant; one that has no stack is not in it. No target is asked. */
export async function readRunningStacks(
  tenants: readonly string[],
  workspace: Workspace,
  findPulumi: FindPulumi,
): Promise<ReadonlyMap<string, RunningStack>> {
  const states = openStates(workspace, findPulumi);
  const found = new Map<string, RunningStack>();
  for (const tenant of tenants) {
    const state = await states.read(tenant);
    if (state === undefined) continue;
    const runs = runsOf(state.outputs);
    found.set(tenant, {
      // A failed run may have written its outputs all the same.
      isIncomplete: state.pending || runs === undefined || (await lastUpdateFailed(tenant, workspace, findPulumi)),
      digest: runs?.digest,
      tiers: Object.fromEntries(
        Object.entries(readRunning(state.outputs)).map(([name, { tier }]) => [name, formatTier(tier)]),
      ),
    });
  }
  return found;
}
