import { z } from "zod";

import { runOutcome } from "./runOutcome.ts";
import { plannedSteps } from "./steps.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in hexadecimal");

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
