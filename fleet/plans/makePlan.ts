import { randomUUID } from "node:crypto";

import { codeVersion } from "../../core/codeVersion.ts";
import { judge, type GuardRules } from "../../core/guard/judge.ts";
import { planDigest, stepDigest } from "../../core/plans/stepDigest.ts";
import type { PlanFile, PlannedTenant } from "../../core/results/plan.ts";
import type { RunOutcome } from "../../core/results/runOutcome.ts";
import { apiVersion } from "../../core/schema/fields.ts";
import { codeDigest, runningCode } from "../codeDigest.ts";
import type { StackDeployments } from "../engine/stackStates.ts";
import { stackNameOf, subjectDigest, type StackSubject } from "../stackSubject.ts";
import { digestsOf, enginePlanName } from "./planDirectory.ts";

/** What plans were made by; one is applied only by the same. */
export interface PlanMaker {
  /** Tenantry's version. */
  readonly code: string;
  readonly codeDigest: string;
  /** Pulumi's version. */
  readonly engine: string;
  /** The estate's name. */
  readonly estate: string;
}

/** What this program is, as plans name it. */
export function planMaker(engine: string, estate: string): PlanMaker {
  return { code: codeVersion, codeDigest: codeDigest(runningCode), engine, estate };
}

/** Why a plan is not for this program, CLI or estate, as a sentence; undefined where it is. */
export function otherMaker(plan: PlanMaker, here: PlanMaker): string | undefined {
  if (plan.estate !== here.estate) return `The plan is of the estate "${plan.estate}", and this is "${here.estate}".`;
  if (plan.code !== here.code) return `The plan was made by Tenantry ${plan.code}, and this is ${here.code}.`;
  if (plan.engine !== here.engine) return `The plan was made with Pulumi ${plan.engine}, and here is ${here.engine}.`;
  return plan.codeDigest === here.codeDigest
    ? undefined
    : "The plan was made by other code than this, or with other providers.";
}

/** What previews have told, and what else a plan says. */
export interface Previewed {
  readonly maker: PlanMaker;
  readonly previews: readonly (readonly [subject: StackSubject, outcome: RunOutcome])[];
  readonly states: Pick<StackDeployments, "version">;
  /** Whether the engine has written its own plan of a stack. */
  readonly hasEnginePlan: (stack: string) => boolean;
  /** The commit that was planned; null where there is none. */
  readonly base: string | null;
  readonly refresh: boolean;
  /** How many tenants the estate has. */
  readonly tenants: number;
  readonly rules: GuardRules;
}

/** Puts a plan together. */
export async function makePlan(previewed: Previewed): Promise<PlanFile> {
  const { maker, previews, base, refresh, rules } = previewed;
  const tenants: PlannedTenant[] = [];
  for (const [subject, outcome] of previews) tenants.push(await plannedTenant(subject, outcome, previewed));
  const planned = tenants.map(({ tenant, ...steps }) => ({ stack: tenant, ...steps }));
  return {
    apiVersion,
    kind: "Plan",
    run: randomUUID(),
    made: new Date().toISOString(),
    ...maker,
    base,
    refresh,
    digest: planDigest(digestsOf({ tenants })),
    tenants,
    causes: [...judge(planned, previewed.tenants, rules).causes],
  };
}

/** What a preview says of a tenant, as plans have it. What could not be previewed has no steps. */
export async function plannedTenant(
  subject: StackSubject,
  { result, steps, errors, resources }: RunOutcome,
  { states, hasEnginePlan }: Pick<Previewed, "states" | "hasEnginePlan">,
): Promise<PlannedTenant> {
  const told = steps ?? { steps: [], same: resources, digest: stepDigest([]) };
  const tenant = stackNameOf(subject);
  const hasFile = told.steps.length > 0 && hasEnginePlan(tenant);
  return {
    tenant,
    result,
    ...told,
    state: (await states.version(tenant)) ?? null,
    resolved: subjectDigest(subject),
    planFile: hasFile ? enginePlanName(tenant) : null,
    errors,
  };
}
