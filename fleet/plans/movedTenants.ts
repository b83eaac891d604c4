import { z } from "zod";

import { comparePlan } from "../../core/plans/comparePlan.ts";
import type { MovedTenant, PlannedTenant } from "../../core/results/plan.ts";
import type { RunOutcome } from "../../core/results/runOutcome.ts";
import { openDeployments, type FindPulumi } from "../engine/stackStates.ts";
import { idOf, type TenantSubject } from "../stackSubject.ts";
import type { Workspace } from "../workspace.ts";
import { plannedTenant } from "./makePlan.ts";

const written = z.object({ manifest: z.object({ time: z.string() }) });

/**
 * What is not as it was planned, by what previews say now and by the states' versions.
 *
 * @param planned the tenants of a plan that have steps.
 * @param previews of those of them that the estate still has.
 */
export async function movedTenants(
  planned: readonly PlannedTenant[],
  previews: readonly (readonly [subject: TenantSubject, outcome: RunOutcome])[],
  workspace: Workspace,
  findPulumi: FindPulumi,
): Promise<MovedTenant[]> {
  const states = openDeployments(workspace, findPulumi);
  const byId = new Map(previews.map((preview) => [idOf(preview[0]), preview]));
  const moved: MovedTenant[] = [];
  for (const each of planned) {
    const { tenant } = each;
    const preview = byId.get(tenant);
    if (preview === undefined) {
      moved.push({ tenant, reasons: ["The estate no longer has it."] });
      continue;
    }
    const [subject, outcome] = preview;
    if (outcome.result !== "previewed" && outcome.result !== "unchanged") {
      moved.push({ tenant, reasons: [`It cannot be previewed any more (${outcome.result}).`, ...outcome.errors] });
      continue;
    }
    const now = await plannedTenant(subject, outcome, { states, hasEnginePlan: () => false });
    // Where the states are elsewhere, reading one starts the CLI.
    const state = each.state === now.state ? undefined : await states.read(tenant);
    const found = comparePlan(each, now, written.safeParse(state).data?.manifest.time);
    if (found !== undefined) moved.push(found);
  }
  return moved;
}
