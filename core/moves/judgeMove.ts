import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Estate, EstateTenant } from "../estate/estate.ts";
import type { ServiceKinds, StatefulChange } from "../kinds/serviceKind.ts";
import type { ResolvedSubscription } from "../resolve/resolvedTenant.ts";
import { checkMoves } from "./checkMoves.ts";
import { movePlanOf } from "./movePlan.ts";
import type { RunningSubscription } from "./runningStack.ts";

/** A move of one subscription as it would be made. */
export interface MoveQuestion {
  /** The estate with the move made. */
  readonly estate: Estate;
  /** The tenant in it. */
  readonly after: EstateTenant;
  /** The subscription's name. */
  readonly name: string;
  /** What runs of it, or what its manifest says where nothing tells. */
  readonly runs: RunningSubscription;
  /** The day on which it is made. */
  readonly day: string;
}

/** What there is against a move, and what of it holds data. */
export interface MoveJudgement {
  /** As `up` would refuse it on that day: see {@link checkMoves}. */
  readonly refused: readonly Diagnostic[];
  readonly stateful: readonly StatefulChange[];
}

/** Judges a move of one subscription, whatever else of its tenant is not applied yet. */
export function judgeMove({ estate, after, name, runs, day }: MoveQuestion, kinds: ServiceKinds): MoveJudgement {
  const plan = movePlanOf(after, estate, day);
  const subscriptions = plan.subscriptions.filter((wanted) => wanted.name === name);
  const changes = subscriptions.flatMap(
    ({ service, bundle }) => kinds[service]?.statefulChanges(runs.bundle, bundle) ?? [],
  );
  return { refused: checkMoves({ ...plan, subscriptions }, { [name]: runs }, kinds), stateful: changes };
}

/** A subscription as its manifest says, in the shape of what runs. */
export function asRunning({ service, tier, cell, bundle }: ResolvedSubscription): RunningSubscription {
  return { service, tier, cell: cell.id, bundle: bundle as RunningSubscription["bundle"] };
}
