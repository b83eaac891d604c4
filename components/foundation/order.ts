import { z } from "zod";

import { logRetentionDays } from "../shared/logRetention.ts";

/** A budget takes ten notifications (AWS Billing and Cost Management API Reference, CreateBudget), one of which is of the forecast. */
const mostThresholds = 9;

/** What a tier has of what every subscription stands on: fields of its features. */
export const foundationFeatures = {
  dedicatedKey: z
    .boolean()
    .default(false)
    .describe(
      "Whether a key of the tenant's own encrypts what it keeps; else AWS's own keys of the account do, which tenants of the account share.",
    ),
  logs: z
    .strictObject({
      retentionDays: logRetentionDays.describe("How long they are kept, in days that CloudWatch Logs takes."),
    })
    .optional()
    .describe("Whether there is a log group for what the tenant's machines write."),
  budget: z
    .strictObject({
      monthlyUsd: z
        .number()
        .positive()
        .max(1e9)
        .refine(
          (amount) => /^\d+(?:\.\d{1,2})?$/.test(String(amount)),
          "an amount in US dollars has at most two decimals",
        )
        .describe("What the subscription's resources may cost in a month, in US dollars, which AWS bills in."),
      thresholds: z
        .array(z.int().min(1).max(1000))
        .min(1)
        .max(mostThresholds)
        .refine((thresholds) => new Set(thresholds).size === thresholds.length, "each threshold is named once")
        .describe("At how many per cent of it the technical and the billing contact are told."),
    })
    .optional()
    .describe("Whether somebody is told when the subscription costs more than it should."),
};

/** What a tier has of what every subscription stands on. */
export type FoundationFeatures = z.output<z.ZodObject<typeof foundationFeatures>>;
