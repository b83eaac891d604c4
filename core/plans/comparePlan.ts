import { isDeepStrictEqual } from "node:util";

import type { MovedTenant, PlannedTenant } from "../results/plan.ts";
import type { PlannedStep } from "../results/steps.ts";

/** What is now of a tenant that was planned. */
export type TenantNow = Pick<PlannedTenant, "tenant" | "steps" | "digest" | "state" | "resolved">;

/**
 * Compares what is now with what was planned.
 *
 * @param lastWritten when the engine last wrote the stack's state, as it says; undefined where it does not.
 * @returns undefined where a tenant is as it was planned.
 */
export function comparePlan(planned: PlannedTenant, now: TenantNow, lastWritten?: string): MovedTenant | undefined {
  const reasons: string[] = [];
  if (planned.resolved !== now.resolved)
    reasons.push("Its manifest, or what it takes from catalogue and estate, has changed.");
  if (planned.state !== now.state) {
    const when = lastWritten === undefined ? "" : `, last at ${lastWritten}`;
    reasons.push(
      planned.state === null
        ? `It has a stack now, and had none${when}.`
        : now.state === null
          ? "Its stack has gone."
          : `Its stack's state was written since${when}: somebody has run it.`,
    );
  }
  if (planned.digest !== now.digest) reasons.push(...stepsMoved(planned.steps, now.steps));
  return reasons.length === 0 ? undefined : { tenant: planned.tenant, reasons };
}

/** How many steps are told of one tenant; more are counted. */
const toldSteps = 10;

function stepsMoved(before: readonly PlannedStep[], after: readonly PlannedStep[]): string[] {
  const was = new Map(before.map((step) => [step.urn, step]));
  const is = new Set(after.map(({ urn }) => urn));
  const gone = before.filter(({ urn }) => !is.has(urn)).map((step) => `No longer: ${tell(step)}.`);
  const come = after.filter(({ urn }) => !was.has(urn)).map((step) => `New: ${tell(step)}.`);
  const other = after.flatMap((step) => {
    const planned = was.get(step.urn);
    if (planned === undefined || isDeepStrictEqual(planned, step)) return [];
    const [from, to] = [tell(planned), tell(step)];
    return [from === to ? `With other values: ${to}.` : `Otherwise: ${to}, and not ${from}.`];
  });
  const all = [...come, ...gone, ...other];
  return all.length <= toldSteps ? all : [...all.slice(0, toldSteps), `And ${String(all.length - toldSteps)} more.`];
}

function tell({ op, type, name, paths }: PlannedStep): string {
  return `${op} ${type} ${name}${paths.length > 0 ? ` (${paths.join(", ")})` : ""}`;
}
