import { z } from "zod";

/** A budget takes ten notifications (AWS Billing and Cost Management API Reference, CreateBudget), one of which is of the forecast. */
const mostAlarms = 9;

/** What a tier has of a quota: fields of its features. */
export const quotaFeatures = {
  quota: z
    .strictObject({
      monthlyUsd: z
        .number()
        .positive()
        .max(1e9)
        .refine(
          (amount) => /^\d+(?:\.\d{1,2})?$/.test(String(amount)),
          "an amount in US dollars has at most two decimals",
        )
        .describe(
          "What the subscription's resources may cost in a month, in US dollars, which AWS bills in; at that its roles stop writing.",
        ),
      alarmPercents: z
        .array(z.int().min(1).max(100))
        .min(1)
        .max(mostAlarms)
        .refine((percents) => new Set(percents).size === percents.length, "each percentage is named once")
        .describe("At how many per cent of it the technical and the billing contact are told."),
    })
    .optional()
    .describe(
      "Where the subscription's growth ends. AWS has no quota of a bucket's size: what it costs is counted, hours later, and an action of the budget takes the right to write away.",
    ),
};

/** What a tier has of a quota. */
export type QuotaFeatures = z.output<z.ZodObject<typeof quotaFeatures>>;
