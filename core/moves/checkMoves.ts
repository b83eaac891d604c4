import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ServiceKinds, StatefulChange } from "../kinds/serviceKind.ts";
import { formatTier } from "../schema/tier.ts";
import { movesFrom, shortestWay } from "./moveGraph.ts";
import type { MovePlan, Place, PlannedSubscription } from "./movePlan.ts";
import { renewalOnOrAfter } from "./renewal.ts";
import type { RunningSubscription } from "./runningStack.ts";

/**
 * Everything that keeps a tenant's subscriptions from becoming what they should, given what runs. A subscription that does not run
 * yet may become anything.
 *
 * @returns TEN218 for what is refused, TEN220 for what only lacks an approval.
 */
export function checkMoves(
  plan: MovePlan,
  running: Readonly<Record<string, RunningSubscription>>,
  kinds: ServiceKinds,
): Diagnostic[] {
  const ending = Object.entries(running).filter(([name]) => !plan.subscriptions.some((wanted) => wanted.name === name));
  const ends = ending.flatMap(([name, runs]) => checkEnd(name, runs, plan.place, kinds));
  const moves = plan.subscriptions.flatMap((wanted) => {
    const runs = Object.hasOwn(running, wanted.name) ? running[wanted.name] : undefined;
    if (runs === undefined) return [];
    if (runs.service !== wanted.service) return [otherService(wanted, runs)];
    const cell = runs.cell === wanted.cell ? [] : [otherCell(wanted, runs)];
    const tier = runs.tier.name === wanted.tier.name ? [] : checkTierMove(plan, wanted, runs);
    const changes = kinds[wanted.service]?.statefulChanges(runs.bundle, wanted.bundle) ?? [];
    return [...cell, ...tier, ...changes.flatMap((change) => checkStateful(change, wanted, runs))];
  });
  return [...ends, ...moves];
}

/** A subscription that is ordered no more: what of it is protected must not go with it in silence. */
function checkEnd(name: string, runs: RunningSubscription, place: Place, kinds: ServiceKinds): Diagnostic[] {
  const changes = kinds[runs.service]?.statefulChanges(runs.bundle, undefined) ?? [];
  return changes
    .filter((change) => change.protected)
    .map((change) =>
      refusal(
        place,
        `The ${change.part} of "${name}", which is ordered no more, holds data and is protected.`,
        change.fix,
      ),
    );
}

function refusal(place: Place, message: string, fix: string, allowed?: string): Diagnostic {
  return { code: "TEN218", severity: "error", message, fix, ...(allowed !== undefined && { allowed }), ...place };
}

function otherService({ name, service, places }: PlannedSubscription, runs: RunningSubscription): Diagnostic {
  const message = `The subscription "${name}" runs ${runs.service} and would become ${service}.`;
  return refusal(
    places.service,
    message,
    "Order the new service under a name of its own, and end the old one after it.",
  );
}

function otherCell({ name, cell, places }: PlannedSubscription, runs: RunningSubscription): Diagnostic {
  const message = `The subscription "${name}" runs in the cell "${runs.cell}" and would be built anew in "${cell}", without its data.`;
  return refusal(
    places.cell,
    message,
    `Set cell: ${runs.cell}, or order it anew there under another name and move the data.`,
  );
}

function checkTierMove(plan: MovePlan, wanted: PlannedSubscription, runs: RunningSubscription): Diagnostic[] {
  const { name, tier, move, moves, places } = wanted;
  const from = movesFrom(moves, runs.tier);
  const step = from.find(({ to }) => to === tier.name);
  const subject = `The subscription "${name}" runs ${formatTier(runs.tier)}`;
  if (step === undefined) {
    const [first] = shortestWay(moves, runs.tier, tier.name);
    const fix =
      first === undefined ? "Keep the tier, or choose one of these." : `Move to ${first} first, apply it, then go on.`;
    const allowed = from.map(({ to }) => to).join(", ") || "none; its moves are empty";
    return [refusal(places.tier, `${subject}, from where no move leads to "${tier.name}".`, fix, allowed)];
  }
  if (step.when === "needs-approval" && move?.approvedBy === undefined) {
    const message = `${subject}; the move to "${tier.name}" needs an approval.`;
    const fix = `Have it approved, and write who did: move: { approvedBy: name@example.com }.`;
    return [{ code: "TEN220", severity: "error", message, fix, ...places.tier }];
  }
  if (step.when !== "at-renewal") return [];
  const renewal = renewalOnOrAfter(plan.contract, move?.on ?? plan.today);
  if (move?.on === renewal && move.on <= plan.today) return [];
  const message = `${subject}; the move to "${tier.name}" takes effect at a renewal of the contract only.`;
  if (move?.on === renewal) {
    return [refusal(places.tier, `${message} The next one, as agreed, is ${renewal}.`, "Apply it on that day.")];
  }
  return [
    refusal(
      places.tier,
      message,
      `Agree on a renewal and write it down: move: { on: ${renewal} }; apply it from then on.`,
    ),
  ];
}

function checkStateful(change: StatefulChange, wanted: PlannedSubscription, runs: RunningSubscription): Diagnostic[] {
  const { name, tier, places } = wanted;
  const what = `${change.part} of "${name}" would be ${change.effect} (${change.property})`;
  if (change.effect === "replaced" || change.effect === "shrunk") {
    return [refusal(places.spec, `The ${what}, and its data lost.`, change.fix)];
  }
  if (runs.tier.name === tier.name) {
    if (!change.protected) return [];
    return [refusal(places.spec, `The ${what}. It holds data and is protected.`, change.fix)];
  }
  const message = `The ${what} while the tier changes from ${formatTier(runs.tier)} to ${formatTier(tier)}.`;
  return [refusal(places.spec, message, "Do one, apply it, then do the other.")];
}
