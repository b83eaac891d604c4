import { z } from "zod";

import { trailHead } from "../trail/trailEntry.ts";
import { moneyChange } from "./costs.ts";
import { runOutcome } from "./runOutcome.ts";
import { sha256 } from "./sha256.ts";
import { plannedSteps } from "./steps.ts";
import { tenantRunResult } from "./tenantRun.ts";

/** Why something needs an approval. */
export const guardCause = z.strictObject({
  reason: z
    .enum(["stateful-deletion", "stateful-replacement", "unprotection", "mass-deletion", "mass-change"])
    .describe(
      "stateful: what is lost with a resource does not come back. unprotection: what keeps something from being deleted is taken away. mass: more than spec.fleet.guard of the estate lets through.",
    ),
  stack: z.string().nullable().describe("The stack; null for what is of the whole run."),
  urn: z.string().nullable().describe("The resource; null for what is of several."),
  message: z.string(),
});

/** Why something needs an approval. */
export type GuardCause = z.infer<typeof guardCause>;

/** What is planned for one tenant. */
export const plannedTenant = z.strictObject({
  tenant: z.string().describe("The tenant's id, and its stack's name."),
  result: runOutcome.shape.result.describe("previewed, or why there are no steps."),
  ...plannedSteps.shape,
  state: z
    .string()
    .nullable()
    .describe("The version of the stack's state that the steps start from; null where there is none yet."),
  resolved: sha256.describe("SHA-256 over the canonical JSON of the resolved tenant that is planned."),
  planFile: z
    .string()
    .nullable()
    .describe("The engine's own plan, a file beside this one; null where there is nothing to do."),
  errors: z.array(z.string()).describe("Why it could not be planned; empty when it could."),
  money: moneyChange
    .optional()
    .describe(
      "What a month of the tenant would bring and take, and what it does by what runs; no part of what is approved. Absent where the estate has no price book.",
    ),
});

/** What is planned for one tenant. */
export type PlannedTenant = z.infer<typeof plannedTenant>;

/** `plan.json` of a plan's directory. */
export const planFile = z.strictObject({
  apiVersion: z.literal("tenantry.dev/v1"),
  kind: z.literal("Plan"),
  run: z.uuid().describe("Tells plans apart."),
  made: z.iso.datetime().describe("The moment in UTC."),
  code: z.string().describe("Tenantry's version."),
  codeDigest: sha256.describe("Digest of the code that decides what is planned, and of what it is built on."),
  engine: z.string().describe("Pulumi's version."),
  estate: z.string().describe("The estate's name."),
  base: z
    .string()
    .nullable()
    .describe("The commit of the estate's repository that was planned; null where it is none."),
  refresh: z.boolean().describe("Whether targets were asked what there is."),
  digest: sha256.describe("Digest of the plan: of the digests of the steps of all tenants that have any."),
  tenants: z.array(plannedTenant).describe("In the order of their ids."),
  causes: z.array(guardCause).describe("Why it needs an approval; empty where it does not."),
});

/** `plan.json` of a plan's directory. */
export type PlanFile = z.infer<typeof planFile>;

/** The `--json` document of `plan`. */
export const planDocument = z.strictObject({
  verb: z.literal("plan"),
  directory: z.string().describe("Where the plan is, as it was given."),
  plan: planFile,
});

/** What of a tenant is not as it was planned. */
export const movedTenant = z.strictObject({
  tenant: z.string().describe("The tenant's id."),
  reasons: z.array(z.string()).describe("What moved since: manifest, state, steps."),
});

/** What of a tenant is not as it was planned. */
export type MovedTenant = z.infer<typeof movedTenant>;

/** The `--json` document of `apply`. */
export const applyDocument = z.strictObject({
  verb: z.literal("apply"),
  plan: sha256.describe("The plan's digest."),
  open: z.array(guardCause).describe("What needs an approval and has none; nothing was touched then."),
  moved: z.array(movedTenant).describe("What is not as it was planned; without --keep-going nothing was touched then."),
  results: z.array(tenantRunResult).describe("One entry a tenant that was applied, in the order of their ids."),
  trail: trailHead.nullable().describe("Where the audit trail ends after it; null where nothing was recorded."),
});

/** The `--json` document of `apply`. */
export type ApplyDocument = z.infer<typeof applyDocument>;

/** The `--json` document of `approve`. */
export const approveDocument = z.strictObject({
  verb: z.literal("approve"),
  file: z.string().describe("The approval's file, below the estate's directory."),
  plan: sha256.describe("The plan's digest."),
  stacks: z.array(z.string()).describe("Whose steps are approved."),
  expires: z.string().describe("The last day on which it counts."),
});
