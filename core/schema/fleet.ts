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

/** How the fleet's runs go about it. */
export const fleetSettings = z.strictObject({ limits: limits.prefault({}) });

/** How much is run at a time, and what is done when targets fail. */
export type FleetLimits = z.infer<typeof limits>;
