import { randomUUID } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parseJson } from "../../core/documents/parseJson.ts";
import { planDigest, stepDigest } from "../../core/plans/stepDigest.ts";

import { planFile, type PlanFile } from "../../core/results/plan.ts";

const planName = "plan.json";
const summaryName = "summary.md";

/** A plan's directory while it is made: another name beside its own, readable by its owner alone, until it is complete. */
export interface PlanDraft {
  /** Where the engine writes its own plan of a stack. */
  readonly enginePlan: (stack: string) => string;
  /** Whether the engine has written one. */
  readonly hasEnginePlan: (stack: string) => boolean;
  /** Puts the complete plan in its place below the draft's parent, and takes away the one that was there. */
  readonly finish: (directory: string, plan: PlanFile, summary: string) => void;
  /** Takes away what there is of it. */
  readonly discard: () => void;
}

/**
 * Where plans are kept that an approval was needed for.
 *
 * @param stateDirectory where the estate keeps what is no part of it.
 */
export function keptPlans(stateDirectory: string): string {
  return join(stateDirectory, "plans");
}

/** The name of the engine's own plan of a stack in a plan's directory. */
export function enginePlanName(stack: string): string {
  return `${stack}.engine.json`;
}

/** What keeps a directory from being replaced by a plan, as a sentence; undefined when nothing does: it is not there, empty, or a plan. */
export function occupied(directory: string): string | undefined {
  const stats = lstatSync(directory, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (!stats.isDirectory()) return `${directory} is there and no directory.`;
  if (readdirSync(directory).length === 0 || readPlan(directory) !== undefined) return undefined;
  return `${directory} is there and holds no plan, so that it is not replaced by one.`;
}

/**
 * Begins a plan's directory.
 *
 * @param parent where it will be.
 */
export function draftPlan(parent: string): PlanDraft {
  mkdirSync(parent, { recursive: true });
  const besides = (): string => join(parent, `.plan-${randomUUID()}`);
  const draft = besides();
  mkdirSync(draft, { mode: 0o700 });
  const discard = (): void => {
    rmSync(draft, { recursive: true, force: true });
  };
  return {
    enginePlan: (stack) => join(draft, enginePlanName(stack)),
    hasEnginePlan: (stack) => lstatSync(join(draft, enginePlanName(stack)), { throwIfNoEntry: false }) !== undefined,
    finish: (directory, plan, summary) => {
      writeFileSync(join(draft, planName), `${JSON.stringify(plan, null, 2)}\n`, { mode: 0o600 });
      writeFileSync(join(draft, summaryName), summary, { mode: 0o600 });
      // The engine makes its files by its own lights.
      for (const name of readdirSync(draft)) chmodSync(join(draft, name), 0o600);
      const former = besides();
      const isThere = lstatSync(directory, { throwIfNoEntry: false }) !== undefined;
      if (isThere) renameSync(directory, former);
      renameSync(draft, directory);
      if (isThere) rmSync(former, { recursive: true, force: true });
    },
    discard,
  };
}

/**
 * Reads the plan of a directory; undefined when there is none, or one that does not fit its own digests: then somebody has changed it.
 */
export function readPlan(directory: string): PlanFile | undefined {
  let text: string;
  try {
    text = readFileSync(join(directory, planName), "utf8");
  } catch {
    return undefined;
  }
  const plan = planFile.safeParse(parseJson(text)).data;
  if (plan === undefined) return undefined;
  const isSound = plan.tenants.every(({ steps, digest }) => stepDigest(steps) === digest);
  return isSound && plan.digest === planDigest(digestsOf(plan)) ? plan : undefined;
}

/** The digests of the steps of the tenants that have any, by their ids: what an approval of the plan names. */
export function digestsOf({ tenants }: Pick<PlanFile, "tenants">): Record<string, string> {
  return Object.fromEntries(
    tenants.flatMap(({ tenant, steps, digest }) => (steps.length > 0 ? [[tenant, digest]] : [])),
  );
}
