import { z } from "zod";

const limits = z
  .strictObject({
    perCell: z.int().min(1).max(64).default(8).describe("Tenants of one cell that are run at a time."),
    perAccount: z
      .int()
      .min(1)
      .max(64)
      .default(16)
      .describe("Tenants in one AWS account, or in one cluster, that are run at a time, whatever cells it has."),
    retries: z
      .int()
      .min(0)
      .max(20)
      .default(3)
      .describe(
        "How often a tenant is tried again whose failure may pass: throttling, conflicts, a target's own trouble.",
      ),
    waitSeconds: z
      .strictObject({
        throttled: z.number().min(0).max(600).default(8).describe("After the target asked for fewer requests."),
        conflict: z.number().min(0).max(600).default(4).describe("After somebody else changed the same object."),
        transient: z.number().min(0).max(600).default(2).describe("After the target, or the way to it, failed."),
        most: z.number().min(0).max(3_600).default(120).describe("The longest wait before any try."),
      })
      .prefault({})
      .describe(
        "How long is waited before a tenant is tried again: at random up to so many seconds the first time, and up to twice as many each further time.",
      ),
    tenantMinutes: z
      .int()
      .min(1)
      .max(1_440)
      .default(120)
      .describe("How long a tenant may take with all its tries; then what is under way is finished and no more begun."),
    cellFailures: z
      .int()
      .min(1)
      .max(1_000)
      .default(5)
      .describe("After so many tenants in a row that a cell's target failed, the rest of the cell is not started."),
  })
  .describe("How much is run at a time, and what is done when targets fail.");

const share = z.number().min(0).max(1);

const guard = z
  .strictObject({
    tenant: z
      .strictObject({
        resources: z.int().min(0).max(10_000).default(15).describe("So many of a tenant's resources may always go."),
        share: share.default(0.4).describe("And so large a part of them, from 0 to 1, where that is more."),
      })
      .prefault({})
      .describe("How many resources of one tenant may be deleted or replaced without an approval."),
    run: z
      .strictObject({
        tenants: z.int().min(0).max(100_000).default(50).describe("So many tenants may always change."),
        share: share
          .default(0.25)
          .describe("And so large a part of the estate's tenants, from 0 to 1, where that is more."),
        deletes: z
          .int()
          .min(0)
          .max(1_000_000)
          .default(300)
          .describe("How many resources of all tenants together may be deleted or replaced."),
      })
      .prefault({})
      .describe(
        "What one run may do to tenants that run, without an approval; those that it only creates do not count.",
      ),
  })
  .describe(
    "What needs an approval although nobody forbids it. Deleting or replacing what holds data and taking protections away always do.",
  );

const journal = z
  .strictObject({
    directory: z
      .string()
      .min(1)
      .default(".tenantry/runs")
      .meta({
        description:
          "Where it is kept: a path, relative to the estate. Where the machine does not outlive a run, as in CI, a path that does: without it all tenants are looked at again.",
        examples: ["/mnt/tenantry/northwind"],
      }),
  })
  .describe("The journal: what was run and how it ended, what has not changed since, and who is at work.");

/** How the fleet's runs go about it. */
export const fleetSettings = z.strictObject({
  journal: journal.prefault({}),
  limits: limits.prefault({}),
  guard: guard.prefault({}),
});

/** How much is run at a time, and what is done when targets fail. */
export type FleetLimits = z.infer<typeof limits>;

/** What needs an approval although nobody forbids it. */
export type GuardSettings = z.infer<typeof guard>;
