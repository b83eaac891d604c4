import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import { compareOffers, comparePrices } from "../../core/moves/compareOffers.ts";
import { decideTime, type MoveTime } from "../../core/moves/decideTime.ts";
import { carriedOut, withPending, withTier } from "../../core/moves/editMove.ts";
import { moveGraphOf, movesFrom } from "../../core/moves/moveGraph.ts";
import { frozenUntil, standingOf } from "../../core/moves/standing.ts";
import type { MoveDocument } from "../../core/results/moves.ts";
import { formatTier } from "../../core/schema/tier.ts";
import { predictMove } from "../../fleet/moves/predictMove.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { fileDiff } from "../../reports/fileDiff.ts";
import { formatMove } from "../../reports/moveReport.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { editedText, replaceManifest } from "../manifestFile.ts";
import type { MoveOptions } from "../moveVerbs.ts";
import { judgeMade, openMoving, runsOf, statesOf, type Made, type Moving, type MovingRuns } from "../moving.ts";
import { openChanged } from "../openValidEstate.ts";
import { undoMove } from "../undoMove.ts";

/** A move as it is ordered. */
interface Order {
  readonly time: MoveTime;
  /** The manifest with the move made. */
  readonly made: string;
  /** The manifest as it is to be written: with the move made, or pending. */
  readonly text: string;
}

/** Moves a subscription to another tier in its manifest, now or at a time that is agreed, if nothing forbids it. Touches nothing that runs. */
export async function move(id: string, name: string, options: MoveOptions, context: Context): Promise<number> {
  if (options.undo) return undoMove(id, name, options, context);
  const { to } = options;
  if (to === undefined) {
    throw new UserError("Say where it moves to: --to standard@2, or --undo to take a pending move away.");
  }
  const moving = openMoving(id, name, options, context);
  const runs = await runsOf(moving, statesOf(moving.estate, moving.directory, context), context);
  const order = orderOf(moving, runs, to, options, context);
  const window = windowOf(moving, order.time, context);
  const { directory, file } = moving;
  const judge = { retired: "warning" } as const;
  const open = (text: string) => openChanged({ name: file.name, text }, "move", options, "move", context, judge);
  const opened = open(order.made);
  const made = judgeMade(opened.estate, moving, runs, order.time.on ?? context.today);
  const { refused } = made.judgement;
  const { diagnostics } = order.text === order.made || refused.length > 0 ? opened : open(order.text);
  for (const warning of diagnostics) if (warning.where?.path === file.path) context.note(formatDiagnostic(warning));

  const changed = order.text !== moving.text;
  const written = changed && refused.length === 0 && !options.dryRun;
  if (written) replaceManifest(directory, file, order.text);
  const document: MoveDocument = {
    ...{ verb: "move", tenant: id, subscription: name, service: moving.resolved.service },
    ...(await describe(moving, made, runs)),
    ...order.time,
    ...(window !== undefined && { window }),
    refused: [...refused],
    file: file.path,
    diff: changed ? fileDiff(file.path, moving.text, order.text) : "",
    written,
  };
  if (options.json) context.print(visibleJson(document));
  else context.print(formatMove(document));
  tellNext(document, options, context);
  if (refused.length === 0) return exitCodes.done;
  return refused.every(({ code }) => code === "TEN220") ? exitCodes.approvalNeeded : exitCodes.findings;
}

function orderOf(moving: Moving, { runs }: MovingRuns, to: string, options: MoveOptions, context: Context): Order {
  const { text, index, subscription, file, tenant, estate } = moving;
  const { pending, tier, name, service } = subscription;
  const { id, contract } = tenant.resolved;
  if (pending !== undefined) {
    const { when, on, approvedBy } = pending;
    const fits = (asked: string | undefined, agreed: string | undefined): boolean =>
      asked === undefined || asked === agreed;
    if (pending.to === to && fits(options.when, when) && fits(options.on, on) && fits(options.approvedBy, approvedBy)) {
      return { time: { when, on }, made: editedText(carriedOut(text, index, pending), file), text };
    }
    throw new UserError(
      `${name} of ${id} has a move pending to ${pending.to}, ${when === "renewal" ? "at the renewal" : "in a window from"} ${on}. ` +
        `A subscription has one at most; to take this one away: tenantry move ${id} ${name} --undo`,
    );
  }
  if (tier === to) return { time: { when: "now" }, made: text, text };
  const tiers = estate.catalogue.map(({ manifest }) => manifest);
  const steps = movesFrom(moveGraphOf(tiers, service), runs.tier);
  const allowed = steps.find((step) => step.to === to.split("@")[0])?.when;
  const time = decideTime(allowed, options, contract, context.today);
  if ("problem" in time) throw new UserError(visible(`${name} of ${id} to ${to}: ${time.problem}`));
  const { approvedBy } = options;
  if (time.when === "now") {
    const made = editedText(withTier(text, index, to, { on: time.on, approvedBy }), file);
    return { time, made, text: made };
  }
  const ordered = { to, ...time, requested: context.today, approvedBy };
  return {
    time,
    made: editedText(carriedOut(text, index, ordered), file),
    text: editedText(withPending(text, index, ordered), file),
  };
}

/** The window of a move that waits for one. One that never occurs is no answer to a customer. */
function windowOf({ tenant, estate }: Moving, time: MoveTime, { today, now }: Context): MoveDocument["window"] {
  if (time.when !== "window") return undefined;
  const { freezes } = estate.manifest.spec;
  const { window } = standingOf(time, tenant.resolved.maintenance, { today, now, freezes });
  if (window !== undefined) return window;
  const { window: hours, timeZone } = tenant.resolved.maintenance;
  const until = frozenUntil(freezes);
  throw new UserError(
    `No maintenance window of ${tenant.resolved.id} (${hours}, ${timeZone}) occurs in the sixty weeks from ${time.on}. ` +
      (until === undefined
        ? "Correct the window."
        : `The estate's freezes end on ${until}: say --on with a day after it.`),
  );
}

type Description = Pick<
  MoveDocument,
  "from" | "to" | "judgedBy" | "offer" | "price" | "steps" | "notPredicted" | "stateful"
>;

async function describe(
  { tenant, resolved }: Moving,
  { after, resolved: becomes, judgement }: Made,
  { runs, judgedBy }: MovingRuns,
): Promise<Description> {
  const { steps, error } = await predictMove(tenant, after);
  return {
    from: formatTier(runs.tier),
    to: formatTier(becomes.tier),
    judgedBy,
    offer: compareOffers(resolved, becomes),
    price: comparePrices(resolved, becomes),
    steps,
    ...(error !== undefined && { notPredicted: error }),
    stateful: judgement.stateful.map(({ effect, part, property }) => ({ effect, part, property })),
  };
}

function tellNext(document: MoveDocument, { dryRun }: MoveOptions, context: Context): void {
  const { tenant, subscription, when, refused, diff, written } = document;
  if (refused.length > 0) context.note("Nothing is written: the move is refused.");
  else if (diff === "") context.note("That is agreed already; nothing changes.");
  else if (dryRun) context.note("Nothing is written.");
  else if (written && when === "now") context.note(`Next: tenantry up ${tenant}`);
  else
    context.note(
      `When it is due: tenantry moves --due. To take it back: tenantry move ${tenant} ${subscription} --undo`,
    );
}
