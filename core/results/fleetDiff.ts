import { z } from "zod";

import { moneyChange } from "./costs.ts";
import { plannedStep } from "./steps.ts";

const { op, urn, type, name, paths, causes } = plannedStep.shape;

/** What one property was, and what it becomes. */
export const propertyValues = z.strictObject({
  path: z.string(),
  before: z.json().optional().describe("Absent where it was not set, and where it is secret."),
  after: z
    .json()
    .optional()
    .describe("Absent where it will not be set, where it is secret, and where it is not known yet."),
  unknown: z.boolean().describe("Whether what it becomes is known only when what it comes from has been made."),
  secret: z.boolean().describe("Whether the value is secret; it is not told then."),
});

/** What `up` is predicted to do to a resource. */
export const predictedStep = z.strictObject({
  op,
  urn,
  type,
  name,
  paths,
  causes: causes.describe(
    "The properties because of which it is replaced, sorted; provider: what it is made by reaches another place; deletedWith: it goes with another that is replaced.",
  ),
  refused: z.boolean().describe("Whether the engine refuses it, because what runs is protected."),
  retained: z.boolean().describe("Whether what is deleted here stays in the target, because what runs is marked so."),
  values: z.array(propertyValues).optional().describe("By path; only with --values."),
});

/** What is predicted for a tenant. */
export const tenantDiff = z.strictObject({
  tenant: z.string().describe("The tenant's id."),
  change: z
    .enum(["added", "changed", "unchanged", "removed", "unknown"])
    .describe(
      "added: the base has no such tenant. removed: only the base has it; nothing is destroyed, which offboarding does. unknown: one of the two sides cannot be rendered.",
    ),
  steps: z.array(predictedStep).describe("By URN; none for a tenant that is removed."),
  error: z.string().optional().describe("Why a side cannot be rendered."),
  money: moneyChange
    .optional()
    .describe(
      "What becomes other in what a month of it brings and takes; absent where nothing does, and where the estate has no price book.",
    ),
});

/** A change that resources of tenants have in common. */
export const commonChange = z.strictObject({
  op,
  paths: z.array(z.string()),
  causes: z.array(z.string()),
  refused: z.boolean(),
  retained: z.boolean(),
  count: z.int().positive().describe("Resources of all tenants."),
  resources: z
    .array(
      z.strictObject({
        type,
        name: z.string().describe("The logical name, with <subscription> for the name of the tenant's subscription."),
        count: z.int().positive().describe("Tenants that have it."),
      }),
    )
    .describe("By type and name."),
  tenants: z.array(z.string()).describe("Their ids, in order."),
  values: z
    .array(propertyValues)
    .optional()
    .describe("Of the paths where they are the same for all; only with --values."),
});

/** How much there is of everything. */
export const diffSummary = z.strictObject({
  added: z.int().nonnegative().describe("Tenants; so are the next four."),
  changed: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  removed: z.int().nonnegative(),
  unknown: z.int().nonnegative(),
  create: z.int().nonnegative().describe("Resources of tenants that are changed or added; so are the next three."),
  update: z.int().nonnegative(),
  replace: z.int().nonnegative(),
  delete: z.int().nonnegative(),
  refused: z.int().nonnegative().describe("Replacements and deletions that the engine refuses."),
});

/** The `--json` document of `diff`. */
export const fleetDiffDocument = z.strictObject({
  verb: z.literal("diff"),
  base: z.strictObject({
    reference: z.string().describe("What was compared with, as it was given or found."),
    commit: z.string().describe("In hexadecimal."),
  }),
  summary: diffSummary,
  changes: z
    .array(commonChange)
    .describe("Of tenants that are changed, what many have in common as one; the gravest and the most common first."),
  tenants: z.array(tenantDiff).describe("By id."),
});

/** What one property was, and what it becomes. */
export type PropertyValues = z.infer<typeof propertyValues>;

/** What `up` is predicted to do to a resource. */
export type PredictedStep = z.infer<typeof predictedStep>;

/** What is predicted for a tenant. */
export type TenantDiff = z.infer<typeof tenantDiff>;

/** A change that resources of tenants have in common. */
export type CommonChange = z.infer<typeof commonChange>;

/** How much there is of everything. */
export type DiffSummary = z.infer<typeof diffSummary>;

/** The `--json` document of `diff`. */
export type FleetDiffDocument = z.infer<typeof fleetDiffDocument>;
