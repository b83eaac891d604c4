import { serviceKinds } from "../components/registry.ts";
import { isRetired } from "../core/catalogue/standing.ts";
import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import { didYouMean } from "../core/diagnostics/nearest.ts";
import { visible } from "../core/diagnostics/visible.ts";
import { textOf, type SourceFile } from "../core/documents/sourceFile.ts";
import type { Estate, EstateTenant } from "../core/estate/estate.ts";
import { asRunning, judgeMove, type MoveJudgement } from "../core/moves/judgeMove.ts";
import type { RunningSubscription } from "../core/moves/runningStack.ts";
import type { ResolvedSubscription } from "../core/resolve/resolvedTenant.ts";
import type { SubscriptionManifest } from "../core/schema/tenant.ts";
import { formatTier } from "../core/schema/tier.ts";
import { openStates, type StackStates } from "../fleet/engine/stackStates.ts";
import { readRuns } from "../fleet/moves/readRuns.ts";
import { describeWorkspace } from "../fleet/workspace.ts";
import { UserError, type Context } from "./context.ts";
import { manifestOf } from "./manifestFile.ts";
import { openValidEstate } from "./openValidEstate.ts";
import type { CommonOptions } from "./program.ts";
import { pulumiFinder } from "./runStacks.ts";

/** A subscription of a right estate that is to move. */
export interface Moving {
  readonly estate: Estate;
  /** The estate's directory, absolute. */
  readonly directory: string;
  readonly file: SourceFile;
  /** The manifest's text. */
  readonly text: string;
  readonly tenant: EstateTenant;
  /** The subscription's place in the manifest. */
  readonly index: number;
  readonly subscription: SubscriptionManifest;
  readonly resolved: ResolvedSubscription;
}

/** What runs of a subscription, or what its manifest says where nothing tells. */
export interface MovingRuns {
  readonly runs: RunningSubscription;
  readonly judgedBy: "state" | "manifest";
}

/** Opens the estate, also one in which tenants are on a retired version: here is how they leave it. */
export function openToMove(options: CommonOptions, verb: string, context: Context): ReturnType<typeof openValidEstate> {
  return openValidEstate(options, verb, context, { retired: "warning" });
}

/**
 * Finds a subscription that is to move.
 *
 * @throws UserError when there is no such tenant or subscription, or the tenant has left.
 */
export function openMoving(id: string, name: string, options: CommonOptions, context: Context): Moving {
  const { estate, directory, files } = openToMove(options, "move", context);
  const file = manifestOf(id, files);
  const tenant = estate.tenants.find(({ resolved }) => resolved.id === id);
  if (tenant === undefined) throw new UserError(visible(`${file.path} does not declare ${id}.`));
  const { subscriptions, state } = tenant.manifest.spec;
  const index = indexOfSubscription(
    id,
    name,
    subscriptions.map((each) => each.name),
  );
  const [subscription, resolved] = [subscriptions[index], tenant.resolved.subscriptions[index]];
  if (subscription === undefined || resolved === undefined)
    throw new TypeError("a subscription that was found is there");
  if (state === "offboarded") throw new UserError(`${id} is offboarded; nothing of it can move.`);
  return { estate, directory, file, text: textOf(file), tenant, index, subscription, resolved };
}

/**
 * The place of a subscription among a tenant's.
 *
 * @throws UserError when there is none by that name.
 */
export function indexOfSubscription(id: string, name: string, names: readonly string[]): number {
  const index = names.indexOf(name);
  if (index !== -1) return index;
  const hint = didYouMean(name, names) ?? "";
  throw new UserError(
    `${visible(`${id} has no subscription "${name}". ${hint}`).trim()}\nSubscriptions: ${visible(names.join(", ") || "none")}.`,
  );
}

/** The states of an estate's stacks, without anything being made for it. */
export function statesOf(estate: Estate, directory: string, context: Context): StackStates {
  return openStates(describeWorkspace(directory, estate.manifest, context.environment), pulumiFinder(context));
}

/** Reads what runs of a subscription; tells where that cannot be read. */
export async function runsOf(
  { tenant, resolved }: Pick<Moving, "tenant" | "resolved">,
  states: StackStates,
  context: Context,
): Promise<MovingRuns> {
  const { id } = tenant.resolved;
  const { running, problem } = await readRuns(id, states);
  if (problem !== undefined) {
    context.note(visible(`The state of ${id} cannot be read, so its manifest is taken for what runs: ${problem}`));
  }
  const runs = running !== undefined && Object.hasOwn(running, resolved.name) ? running[resolved.name] : undefined;
  return runs === undefined ? { runs: asRunning(resolved), judgedBy: "manifest" } : { runs, judgedBy: "state" };
}

/** A tenant in an estate in which its move is made. */
export interface Made {
  readonly after: EstateTenant;
  readonly resolved: ResolvedSubscription;
  readonly judgement: MoveJudgement;
}

/**
 * Judges a move that is made in an estate.
 *
 * @param day the day on which it takes effect.
 */
export function judgeMade(
  estate: Estate,
  { tenant, index }: Pick<Moving, "tenant" | "index">,
  { runs }: MovingRuns,
  day: string,
): Made {
  const after = estate.tenants.find((other) => other.resolved.id === tenant.resolved.id);
  const resolved = after?.resolved.subscriptions[index];
  const entry = after?.sources[index]?.tier;
  if (after === undefined || resolved === undefined || entry === undefined) {
    throw new TypeError("a right estate has the tenant that was changed in it");
  }
  const judgement = judgeMove({ estate, after, name: resolved.name, runs, day }, serviceKinds);
  const refused = isRetired(entry.manifest, day) ? [retired(resolved, entry.manifest.status.retired)] : [];
  return { after, resolved, judgement: { ...judgement, refused: [...refused, ...judgement.refused] } };
}

function retired({ tier }: ResolvedSubscription, since = ""): Diagnostic {
  const message = `${formatTier(tier)} is retired since ${since} when the move takes effect.`;
  return { code: "TEN217", severity: "error", message, fix: "Choose another version; tenantry tiers shows them." };
}
