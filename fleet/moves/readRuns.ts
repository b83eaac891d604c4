import { readRunning, type RunningSubscription } from "../../core/moves/runningStack.ts";
import type { StackStates } from "../engine/stackStates.ts";

/** What runs of a tenant, as far as its stack's state tells. */
export interface TenantRuns {
  /** By the subscriptions' names; undefined where no state tells. */
  readonly running: Readonly<Record<string, RunningSubscription>> | undefined;
  /** Why the state cannot be read. */
  readonly problem?: string;
}

/** Reads what runs of a tenant. No target is asked; that a state cannot be read is told, not thrown. */
export async function readRuns(id: string, states: StackStates): Promise<TenantRuns> {
  try {
    const state = await states.read(id);
    return { running: state === undefined ? undefined : readRunning(state.outputs) };
  } catch (error) {
    return { running: undefined, problem: error instanceof Error ? error.message : String(error) };
  }
}
