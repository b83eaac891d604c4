import { z } from "zod";

import type { EstateTenant } from "../../core/estate/estate.ts";
import { digestOf } from "../../core/resolve/resolvedTenant.ts";
import type { TenantStatus } from "../../core/results/documents.ts";
import { formatTier } from "../../core/schema/tier.ts";
import type { Workspace } from "../workspace.ts";
import { lastUpdateFailed } from "./lastUpdate.ts";
import { openStates, type FindPulumi } from "./stackStates.ts";

const outputs = z.object({
  runs: z.object({ digest: z.string(), codeVersion: z.string(), tiers: z.record(z.string(), z.string()) }),
});

/** Reads what runs for each tenant from its stack. Reads state only; no target is asked. */
export async function readStatus(
  tenants: readonly EstateTenant[],
  workspace: Workspace,
  findPulumi: FindPulumi,
): Promise<TenantStatus[]> {
  const states = openStates(workspace, findPulumi);
  const found: TenantStatus[] = [];
  for (const { resolved } of tenants) {
    const tenant = resolved.id;
    const wanted = resolved.subscriptions.map(({ name, tier }) => `${name}: ${formatTier(tier)}`);
    const state = await states.read(tenant);
    if (state === undefined) {
      found.push({ tenant, wanted, running: [], state: "not-provisioned", resources: 0, codeVersion: "" });
      continue;
    }
    const runs = outputs.safeParse(state.outputs).data?.runs;
    const isWanted = runs?.digest === digestOf(resolved);
    // A failed run may have written its outputs all the same.
    const isIncomplete = state.pending || runs === undefined || (await lastUpdateFailed(tenant, workspace, findPulumi));
    found.push({
      tenant,
      wanted,
      running: Object.entries(runs?.tiers ?? {}).map(([name, tier]) => `${name}: ${tier}`),
      state: isIncomplete ? "incomplete" : isWanted ? "in-sync" : "differs",
      resources: state.resources,
      codeVersion: runs?.codeVersion ?? "",
    });
  }
  return found;
}
