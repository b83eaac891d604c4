import { z } from "zod";

import { amountRange } from "./cost.ts";
import { tierEntry } from "./tiers.ts";

const amount = z
  .string()
  .describe("In the document's currency, decimal text, such as 59.00; negative where it is less.");
const percent = z.string().describe("Per cent with one decimal, as decimal text.");

const point = z.strictObject({
  percent: z.int().min(10).max(100).describe("The use of entitlements that the order was made for."),
  usedPercent: percent.describe("What it comes to in whole machines and the like: the mean over all entitlements."),
  region: z.string().describe("Where it is cheapest."),
  cell: z.string(),
  price: amount,
  cost: amountRange,
  margin: amount.describe("Price less expected cost."),
  marginPercent: percent.nullable().describe("Of the price; null where the price is 0."),
});

/** What a tier brings and takes at one use. */
export type DesignerPoint = z.infer<typeof point>;

const designedTier = z.strictObject({
  tier: tierEntry,
  points: z.array(point).describe("From 10 to 100 per cent; none where no cell of the estate takes the tier."),
  paysUpTo: z
    .int()
    .nullable()
    .describe(
      "The greatest use up to which the price covers the expected cost at every point; null where it does at none.",
    ),
  refused: z
    .array(z.string())
    .describe(
      "Why cells do not take orders of some uses, or of any, that no other cell takes; none where all are taken.",
    ),
  example: z.boolean().describe("Whether a rate behind it is an example."),
  gaps: z.array(z.string()).describe("What the cost lacks because it has no rate."),
});

/** One tier version with its price against its cost. */
export type DesignedTier = z.infer<typeof designedTier>;

const designedTenant = z.strictObject({
  tenant: z.string(),
  subscription: z.string(),
  tier: z.string().describe("Such as standard@1; it may be another version than the one that is shown."),
  usedPercent: percent.describe("Of what its tier and add-ons grant, the mean over all entitlements."),
  price: amount,
  cost: amount.describe("Expected."),
  margin: amount,
  marginPercent: percent.nullable(),
});

/** A subscription of the fleet. */
export type DesignedTenant = z.infer<typeof designedTenant>;

const designedService = z.strictObject({
  service: z.string(),
  title: z.string(),
  tiers: z.array(designedTier).describe("The cheapest first."),
  tenants: z.array(designedTenant).describe("By tenant and subscription."),
});

/** The tiers of one service with the fleet's subscriptions to them. */
export type DesignedService = z.infer<typeof designedService>;

/** The `--json` document of `designer`; its page shows the same. */
export const designerDocument = z.strictObject({
  verb: z.literal("designer"),
  estate: z.string().describe("The provider's name, for people."),
  day: z.iso.date().describe("The day whose rates count."),
  currency: z.string(),
  floorPercent: percent.nullable().describe("The least margin that the estate wants; null where it sets none."),
  file: z.string().describe("The page, as it was named."),
  services: z.array(designedService),
});

/** The `--json` document of `designer`. */
export type DesignerDocument = z.infer<typeof designerDocument>;
