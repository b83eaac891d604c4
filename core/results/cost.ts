import { z } from "zod";

const amount = z.string().describe("In the document's currency, exact decimal text, such as 59.00.");

/** An amount that is not known before the month is over. */
export const amountRange = z.strictObject({ low: amount, expected: amount, high: amount });

const costLine = z.strictObject({
  part: z.string().describe("As people call it, such as database main."),
  source: z
    .enum(["resources", "cell", "support", "tools"])
    .describe(
      "What it is paid for: resources of the tenant's own, a share of a cell, hours of support, or a part of the tools that each tenant has.",
    ),
  type: z.string().nullable().describe("Pulumi's type of the resources; null for what is no resource."),
  rate: z
    .string()
    .describe("The rate's name in the price books; for a share of a cell, cell, its id and what is shared."),
  unit: z.string().describe("What is counted, such as hour; for a share of a cell, vcpu, memoryGiB or storageGiB."),
  quantity: amountRange.describe("Units a month."),
  unitCost: z
    .string()
    .nullable()
    .describe(
      "Of one unit, in the document's currency; null where there is no rate. Exact, but for shares of cells, of which it has ten decimals.",
    ),
  amount: amountRange
    .nullable()
    .describe("A month's, not rounded; null where there is no rate. Lines add up to the cost before it is rounded."),
  example: z.boolean().describe("Whether its rate is an example and was read nowhere."),
});

/** What is paid for one thing that a subscription uses. */
export type CostLine = z.infer<typeof costLine>;

const gap = z.strictObject({
  subject: z
    .string()
    .describe(
      "What has no cost: a rate by its name, a resource type, a cell, a support plan, or a price in another currency.",
    ),
  reason: z.string(),
});

/** Something that a total lacks. */
export type CostGap = z.infer<typeof gap>;

/** Price, cost and margin of anything: what a month brings and takes. */
export const balance = z.strictObject({
  price: amount.describe("What the customer pays a month as ordered, before taxes."),
  cost: amountRange,
  support: amount.describe("The part of the expected cost that is support and tools."),
  margin: amount.describe("Price less expected cost."),
  marginPercent: z.string().nullable().describe("Of the price, one decimal; null where the price is 0."),
  hourly: amount.describe("The expected cost of an hour: a month has 730."),
  example: z.boolean().describe("Whether a rate behind it is an example."),
  gaps: z.array(gap).describe("What the cost lacks."),
});

/** Price, cost and margin. */
export type Balance = z.infer<typeof balance>;

const subscriptionCost = z.strictObject({
  subscription: z.string(),
  service: z.string(),
  tier: z.string().describe("Such as standard@2."),
  cell: z.string(),
  balance,
  lines: z.array(costLine),
});

/** Price and cost of one subscription. */
export type SubscriptionCost = z.infer<typeof subscriptionCost>;

/** Price and cost of one tenant. */
export const tenantCost = z.strictObject({
  tenant: z.string(),
  region: z.string(),
  currency: z.string(),
  balance,
  subscriptions: z.array(subscriptionCost),
});

/** Price and cost of one tenant. */
export type TenantCost = z.infer<typeof tenantCost>;
