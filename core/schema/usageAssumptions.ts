import { z } from "zod";

import { apiVersion, tenantId } from "./fields.ts";

const quantity = z.number().nonnegative().max(1e12);

/** A quantity that is not known before the month is over. */
export const quantityRange = z
  .strictObject({
    low: quantity.describe("What is used at least."),
    expected: quantity.describe("What is reckoned with."),
    high: quantity.describe("What is used at most."),
  })
  .refine(({ low, expected }) => low <= expected, { path: ["low"], message: "low is no more than expected" })
  .refine(({ expected, high }) => expected <= high, { path: ["high"], message: "high is no less than expected" });

const assumptions = z.record(
  z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/, "an assumption is named like natGatewayGiB"),
  quantityRange,
);

/** `pricebook/usage-assumptions.yaml`: how much is used of what orders do not say, where it is not the kind's usual. */
export const usageAssumptionsSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("UsageAssumptions"),
  spec: z.strictObject({
    tiers: z
      .record(
        z
          .string()
          .regex(
            /^[a-z](?:-?[a-z0-9])*\/[a-z](?:-?[a-z0-9])*$/,
            "a tier looks like iaas/standard here, without a version",
          ),
        assumptions,
      )
      .default({})
      .describe("By service and tier, such as iaas/standard: a month's use of one subscription, whatever the version."),
    tenants: z
      .record(tenantId, assumptions)
      .default({})
      .describe(
        "By tenant: a month's use of each of its subscriptions that the assumption is about. It wins over the tier's.",
      ),
  }),
});

/** The usage assumptions after the first pass. */
export type UsageAssumptionsManifest = z.infer<typeof usageAssumptionsSchema>;
