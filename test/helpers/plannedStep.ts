import { planDigest, stepDigest } from "../../core/plans/stepDigest.ts";
import type { PlanFile, PlannedTenant } from "../../core/results/plan.ts";
import type { PlannedStep, PlannedSteps } from "../../core/results/steps.ts";

/** A step of a plan; what is not given is an update of a bucket that needs no approval. */
export function plannedStep(given: Partial<PlannedStep> = {}): PlannedStep {
  const { type = "aws:s3/bucket:Bucket", name = "assets" } = given;
  return {
    op: "update",
    urn: `urn:pulumi:acme::tenantry::${type}::${name}`,
    type,
    name,
    paths: [],
    causes: [],
    stateful: false,
    protected: false,
    retained: false,
    unprotects: [],
    values: "a".repeat(64),
    ...given,
  };
}

/** Steps with their digest. */
export function plannedSteps(steps: readonly PlannedStep[], same = 0): PlannedSteps {
  return { steps: [...steps], same, digest: stepDigest(steps) };
}

/** What is planned for a tenant. */
export function plannedTenant(
  tenant: string,
  steps: readonly PlannedStep[],
  given: Partial<PlannedTenant> = {},
): PlannedTenant {
  const rest = { state: "1", resolved: "c".repeat(64), planFile: null, errors: [] };
  return { tenant, result: "previewed", ...plannedSteps(steps), ...rest, ...given };
}

/** A plan for tenants. */
export function planFor(tenants: readonly PlannedTenant[], causes: PlanFile["causes"] = []): PlanFile {
  const digests = tenants.flatMap(({ tenant, steps, digest }) => (steps.length > 0 ? [[tenant, digest] as const] : []));
  return {
    apiVersion: "tenantry.dev/v1",
    kind: "Plan",
    run: "00000000-0000-4000-8000-000000000000",
    made: "2026-12-01T08:00:00.000Z",
    code: "0.1.0",
    codeDigest: "d".repeat(64),
    engine: "3.274.1",
    estate: "northwind",
    base: null,
    refresh: false,
    digest: planDigest(Object.fromEntries(digests)),
    tenants: [...tenants],
    causes,
  };
}
