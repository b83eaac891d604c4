import { z } from "zod";

import { balance, tenantCost } from "./cost.ts";
import { selectionDocument } from "./selection.ts";

const amount = z
  .string()
  .describe("In the document's currency, exact decimal text, such as 59.00; negative where it is less.");
const percent = z.string().describe("Per cent with one decimal, as decimal text.");

const group = z.strictObject({
  name: z
    .string()
    .describe("What its members share: a tenant's id, a tier such as iaas/standard@2, a service or a cell."),
  tenants: z.int().nonnegative(),
  subscriptions: z.int().nonnegative(),
  balance,
});

/** Subscriptions that share something, with what they bring and take together. */
export type CostGroup = z.infer<typeof group>;

const leastProfitable = z.strictObject({
  tenant: z.string(),
  margin: amount,
  marginPercent: percent.nullable().describe("Of the price; null where there is no price."),
  parts: z
    .array(
      z.strictObject({
        subscription: z.string(),
        part: z.string().describe("The sort of part, such as database."),
        amount: amount.describe("What all parts of the sort are expected to cost a month."),
        median: amount.describe(
          "Of what subscriptions of the same tier version pay for such parts, this one among them.",
        ),
        peers: z.int().positive().describe("How many subscriptions of the tier version there are."),
      }),
    )
    .describe("The most expensive first."),
});

/** A tenant with little margin, and what its money goes into. */
export type LeastProfitable = z.infer<typeof leastProfitable>;

const breakEven = z.strictObject({
  cell: z.string(),
  cost: amount.describe("A month's, with overhead."),
  soldPercent: percent.describe("Of the capacity, by the weights with which the cell's cost is split."),
  unsold: amount.describe("What nobody has ordered, and the provider bears."),
  contribution: amount.describe(
    "What the subscriptions in it pay, less what they cost beside their share of the cell.",
  ),
  margin: amount.describe("The contribution less the cost of the cell."),
  breakEvenPercent: percent
    .nullable()
    .describe(
      "How much of the capacity has to be sold so that the contribution covers the cost, if what is sold more is as what is sold now. Above 100 no utilisation is enough; null where nothing is sold, or each sale makes it worse.",
    ),
  example: z.boolean().describe("Whether a rate behind it is an example."),
  gaps: z.array(z.string()).describe("What it lacks because it has no rate."),
});

/** A shared cell, and how much of it has to be sold. */
export type BreakEven = z.infer<typeof breakEven>;

const side = z.strictObject({
  price: amount,
  cost: amount.describe("Expected."),
  margin: amount,
  marginPercent: percent.nullable(),
  gaps: z.array(z.string()).describe("What the cost lacks because it has no rate."),
});

const whatIf = z.strictObject({
  assumed: z.array(z.string()).describe("What is assumed, one sentence each."),
  before: side,
  after: side,
  tenants: z.array(z.strictObject({ tenant: z.string(), before: side, after: side })),
});

/** What selected tenants would bring and take if something were other. */
export type WhatIfResult = z.infer<typeof whatIf>;

/** The `--json` document of `cost`. */
export const costDocument = z.strictObject({
  verb: z.literal("cost"),
  day: z.iso.date().describe("The day whose rates count."),
  currency: z.string(),
  tenants: z.array(tenantCost).describe("By id."),
  by: z.enum(["tenant", "tier", "service", "cell"]),
  groups: z.array(group).describe("By name; they add up to the total."),
  total: balance,
  cells: z
    .array(breakEven)
    .describe("Shared cells in which a selected tenant is, by id; each with all of its tenants."),
  least: z.array(leastProfitable).describe("The least profitable first."),
  whatIf: whatIf.optional().describe("Only with --what-if."),
  selection: selectionDocument.optional().describe("Absent where tenants were selected by ids or --all alone."),
});

/** The `--json` document of `cost`. */
export type CostDocument = z.infer<typeof costDocument>;

/** What a month of a tenant brings and takes, in short. */
export const money = z.strictObject({
  currency: z.string(),
  price: amount.describe("What the customer pays a month as ordered, before taxes."),
  cost: amount.describe("What is expected."),
  margin: amount,
  marginPercent: percent.nullable().describe("Of the price; null where the price is 0."),
  example: z.boolean().describe("Whether a rate behind it is an example."),
  gaps: z.array(z.string()).describe("What the cost lacks because it has no rate."),
});

/** What a month of a tenant brings and takes, in short. */
export type Money = z.infer<typeof money>;

/** What becomes other in what a month of a tenant brings and takes. */
export const moneyChange = z.strictObject({
  before: money.nullable().describe("Null where nothing is known of it, or there was nothing."),
  after: money.nullable().describe("Null where nothing will be."),
  price: amount.describe("By how much it grows."),
  cost: amount.describe("By how much it grows."),
  margin: amount.describe("By how much it grows."),
});

/** What becomes other in what a month of a tenant brings and takes. */
export type MoneyChange = z.infer<typeof moneyChange>;
