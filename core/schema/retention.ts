import { z } from "zod";

/** Days for which something is kept after a customer has left: up to ten years. */
export const retentionDays = z.int().min(0).max(3660);

/** What a tier keeps after its customer has left; see `core/offboarding/retention.ts` for what holds where it says nothing. */
export const retention = z
  .strictObject({
    days: retentionDays.describe("For how long all data is kept, counted from the day on which the end was asked for."),
    snapshotDays: retentionDays
      .optional()
      .describe("For how long a snapshot that a deletion makes may be kept after it; 30 when absent."),
  })
  .describe("What is kept after a customer has left; 30 days when absent.");
