import { z } from "zod";

import { apiVersion, currencyCode, moneyAmount, serviceName, tierName, tierVersion } from "./fields.ts";

/** One version of an add-on: more of what a tier grants, or a feature besides, at a price. */
export const addOnSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("AddOn"),
  metadata: z.strictObject({
    service: serviceName,
    name: tierName.meta({ description: "The add-on's name, unique in its service.", examples: ["extra-buckets"] }),
    version: tierVersion.describe("The add-on's version; a published version never changes."),
  }),
  spec: z.strictObject({
    summary: z.string().min(1).max(200).describe("What the customer reads, in one line."),
    price: z
      .strictObject({ monthly: moneyAmount.describe("The flat price of a month."), currency: currencyCode })
      .describe("What it costs, on top of the tier."),
    tiers: z.array(tierName).min(1).max(20).describe("The tiers that it may be added to."),
    entitlements: z
      .record(z.string(), z.number().positive())
      .default({})
      .describe("What it grants on top of the tier's entitlements; amounts add up."),
    features: z
      .record(z.string(), z.unknown())
      .default({})
      .describe("Features that it switches on; they replace the tier's."),
    defaults: z
      .record(z.string(), z.unknown())
      .default({})
      .describe("What subscriptions with it need not repeat in their spec; above the tier's, below the manifest's."),
  }),
});

/** An add-on version after the first pass. */
export type AddOnManifest = z.infer<typeof addOnSchema>;
