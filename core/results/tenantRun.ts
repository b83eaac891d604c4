import { z } from "zod";

/** How many resources a run touched, by what it did to them. */
export const resourceChanges = z.strictObject({
  create: z.int().nonnegative(),
  update: z.int().nonnegative(),
  replace: z.int().nonnegative(),
  delete: z.int().nonnegative(),
  same: z.int().nonnegative(),
});

/** What one verb did to one tenant. */
export const tenantRunResult = z.strictObject({
  tenant: z.string().describe("The tenant's id."),
  tiers: z.array(z.string()).describe("Service, tier and version of each subscription, such as iaas/standard@2."),
  targets: z
    .array(z.string())
    .describe("Where it lands: cell and account or cluster, with (sandbox) for a simulated one."),
  result: z
    .enum([
      "created",
      "updated",
      "unchanged",
      "destroyed",
      "previewed",
      "refused",
      "needs-approval",
      "failed",
      "interrupted",
      "not-started",
    ])
    .describe(
      "How it ended. refused, needs-approval: a move between tiers is not allowed, or not yet; nothing was touched.",
    ),
  changes: resourceChanges.describe("Resources by what was, or in a preview would be, done to them."),
  resources: z.int().nonnegative().describe("Resources of the stack after the run."),
  seconds: z.number().nonnegative().describe("Wall time of this tenant's run."),
  errors: z.array(z.string()).describe("What the engine reported, root causes first; empty when all is well."),
});

/** How many resources a run touched, by what it did to them. */
export type ResourceChanges = z.infer<typeof resourceChanges>;

/** What one verb did to one tenant. */
export type TenantRunResult = z.infer<typeof tenantRunResult>;

/** The result of a tenant to which nothing was done; `ended` says how it ended, and what else is known. */
export function nothingDone(
  tenant: string,
  ended: Pick<TenantRunResult, "result"> & Partial<TenantRunResult>,
): TenantRunResult {
  const changes = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  return { tenant, tiers: [], targets: [], changes, resources: 0, seconds: 0, errors: [], ...ended };
}

/** The `--json` document of `up`, `preview` and `destroy`. */
export const runDocument = z.strictObject({
  verb: z.enum(["up", "preview", "destroy"]),
  results: z.array(tenantRunResult).describe("One entry a selected tenant, in the order of their ids."),
});
