import { didYouMean } from "../core/diagnostics/nearest.ts";
import { visible } from "../core/diagnostics/visible.ts";
import type { Estate, Sourced } from "../core/estate/estate.ts";
import { describeRollout, type RunningTiers } from "../core/rollouts/describe.ts";
import type { RolloutDocument } from "../core/results/rollouts.ts";
import type { RolloutManifest } from "../core/schema/rollout.ts";
import type { RunningStack } from "../core/rollouts/versions.ts";
import { readRunningStacks } from "../fleet/rollouts/runningStacks.ts";
import { prepareWorkspace } from "../fleet/workspace.ts";
import { UserError, type Context } from "./context.ts";
import { pulumiFinder } from "./runStacks.ts";

/** The rollout of an estate by its name. */
export function rolloutNamed(name: string, { rollouts }: Estate): Sourced<RolloutManifest> {
  const found = rollouts.find(({ manifest }) => manifest.metadata.name === name);
  if (found !== undefined) return found;
  const known = rollouts.map(({ manifest }) => manifest.metadata.name);
  const told = `The estate has no rollout "${name}". ${didYouMean(name, known) ?? ""}`.trim();
  const names = known.join(", ") || "none; tenantry rollout start makes one";
  throw new UserError(`${visible(told)}\nRollouts: ${visible(names)}.`);
}

/** Reads what runs of an estate's tenants. */
export async function runningIn(
  estate: Estate,
  directory: string,
  context: Context,
): Promise<ReadonlyMap<string, RunningStack>> {
  const workspace = prepareWorkspace(directory, estate.manifest, context.environment);
  const ids = estate.tenants.map(({ resolved }) => resolved.id);
  return readRunningStacks(ids, workspace, pulumiFinder(context));
}

/** All that is to be told of a rollout, with what runs. */
export async function documentOf(
  verb: RolloutDocument["verb"],
  written: boolean,
  rollout: RolloutManifest,
  estate: Estate,
  directory: string,
  context: Context,
): Promise<RolloutDocument> {
  const stacks = await runningIn(estate, directory, context);
  const running: RunningTiers = new Map([...stacks].map(([id, { tiers }]) => [id, tiers]));
  return { verb, written, ...describeRollout(estate, rollout, running, context.now) };
}
