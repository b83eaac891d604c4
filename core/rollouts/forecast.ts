import type { RolloutManifest } from "../schema/rollout.ts";
import { nextStep, type RolloutFacts } from "./nextStep.ts";
import { beginWave, dropOpen, endWave } from "./transitions.ts";

/** A wave as it is to be expected. */
interface ExpectedWave {
  readonly wave: number;
  readonly tenants: readonly string[];
  /** The instant at which it may begin at the earliest. */
  readonly from: string;
}

/** What a rollout would do if nobody failed and no run took any time. */
interface Forecast {
  readonly waves: readonly ExpectedWave[];
  /** Those who are suspended, and get it when they are resumed. */
  readonly suspended: readonly string[];
  /** Those whose window never opens. */
  readonly never: readonly string[];
}

/** Foretells a rollout from an instant on, by the same steps as it is carried out. One that rests is foretold as if it went on. */
export function forecast(rollout: RolloutManifest, facts: RolloutFacts): Forecast {
  const waves: ExpectedWave[] = [];
  let { at } = facts;
  let current: RolloutManifest = { ...rollout, status: { ...rollout.status, state: "running", failed: [] } };
  for (;;) {
    const step = nextStep(current, { ...facts, at });
    const { status } = current;
    switch (step.do) {
      case "run": {
        const begun = step.isNew ? beginWave(status, step.tenants) : status;
        waves.push({ wave: begun.wave, tenants: step.tenants, from: at });
        const results = new Map(step.tenants.map((id) => [id, "well"] as const));
        current = { ...current, status: endWave(begun, results, step.isNew) };
        break;
      }
      case "wait":
        at = step.until;
        break;
      case "drop":
        current = { ...current, status: dropOpen(status, step.tenants) };
        break;
      case "stuck":
        return { waves, suspended: [], never: step.tenants };
      case "finish":
        return { waves, suspended: step.suspended, never: [] };
      case "stop":
      case "rest":
        return { waves, suspended: [], never: [] };
    }
  }
}
