import { budgetOf } from "../../core/rollouts/planWaves.ts";
import { nextStep, type RolloutFacts } from "../../core/rollouts/nextStep.ts";
import {
  beginWave,
  dropOpen,
  endWave,
  failuresOf,
  finish,
  stop,
  type WaveResult,
} from "../../core/rollouts/transitions.ts";
import type { RolloutManifest, RolloutStatus } from "../../core/schema/rollout.ts";

/** A wave to run. */
export interface Wave {
  /** The rollout with the wave begun. */
  readonly rollout: RolloutManifest;
  readonly tenants: readonly string[];
  /** How many more may fail. */
  readonly budget: number;
}

/** What a rollout is carried out on: the estate's files, the engine and the clock; or what stands for them. */
export interface RolloutWorld {
  /** Reads the rollout and the estate anew. */
  readonly read: () => { readonly rollout: RolloutManifest; readonly facts: RolloutFacts };
  /** Reads the rollout's document alone, whatever the rest of the estate is like; undefined where it is none any more. */
  readonly document: () => RolloutManifest | undefined;
  /** Throws where the estate would not be valid with a status, such as where a tenant has ordered more than the new version grants. */
  readonly judge: (status: RolloutStatus) => void;
  /** Writes the status, as a whole or not at all. */
  readonly write: (status: RolloutStatus) => Promise<void>;
  /** True once somebody has asked the process to end. */
  readonly isInterrupted: () => boolean;
  /** Runs tenants and asks the gates of them. Of those whose run was interrupted nothing is told. */
  readonly run: (wave: Wave) => Promise<ReadonlyMap<string, WaveResult>>;
}

/** A wave that was run. */
export interface WaveRun {
  readonly wave: number;
  readonly results: ReadonlyMap<string, WaveResult>;
}

/** Why nothing more is done about a rollout for now. */
export type RolloutEnd =
  | { readonly end: "finished"; readonly suspended: readonly string[] }
  | { readonly end: "wait"; readonly until: string; readonly tenant: string; readonly waiting: number }
  | { readonly end: "stuck"; readonly tenants: readonly string[] }
  | { readonly end: "rests" | "once" | "interrupted" | "not-begun" | "lost" };

/**
 * Carries a rollout as far as it may go now. What is about to be run is written before it is run, and how it ended after it; so one that was
 * killed at any moment goes on at the same place. What people say meanwhile counts: the document is read anew before it is written.
 *
 * @param once stop after one wave.
 */
export async function advance(
  world: RolloutWorld,
  once: boolean,
): Promise<{ readonly waves: readonly WaveRun[]; readonly end: RolloutEnd }> {
  const waves: WaveRun[] = [];
  for (;;) {
    if (world.isInterrupted()) return { waves, end: { end: "interrupted" } };
    const { rollout, facts } = world.read();
    const { status } = rollout;
    const step = nextStep(rollout, facts);
    switch (step.do) {
      case "rest":
        return { waves, end: { end: "rests" } };
      case "wait":
        return { waves, end: { end: "wait", until: step.until, tenant: step.tenant, waiting: step.waiting } };
      case "stuck":
        return { waves, end: { end: "stuck", tenants: step.tenants } };
      case "stop":
        await world.write(stop(status, step.reason));
        return { waves, end: { end: "rests" } };
      case "drop":
        await world.write(dropOpen(status, step.tenants));
        break;
      case "finish":
        world.judge(finish(status));
        await world.write(finish(status));
        return { waves, end: { end: "finished", suspended: step.suspended } };
      case "run": {
        if (once && waves.length > 0) return { waves, end: { end: "once" } };
        const begun = step.isNew ? beginWave(status, step.tenants) : status;
        if (step.isNew) {
          world.judge(begun);
          await world.write(begun);
        }
        const budget = budgetOf(rollout.spec.budget, facts.participants.length);
        const left = budget - failuresOf(status);
        const results = await world.run({
          rollout: { ...rollout, status: begun },
          tenants: step.tenants,
          budget: left,
        });
        waves.push({ wave: begun.wave, results });
        const now = world.document();
        if (now === undefined) return { waves, end: { end: "lost" } };
        await world.write(endWave(now.status, results, step.isNew));
        if (step.tenants.some((id) => !results.has(id))) return { waves, end: { end: "interrupted" } };
        // What could not be begun now would not be begun at once either.
        if ([...results.values()].every((result) => result === "untouched")) {
          return { waves, end: { end: "not-begun" } };
        }
      }
    }
  }
}
