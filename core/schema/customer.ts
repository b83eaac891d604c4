import { z } from "zod";

import {
  apiVersion,
  calendarDay,
  currencyCode,
  hasDecimals,
  moneyAmount,
  subscriptionName,
  tenantId,
} from "./fields.ts";
import { partySchema, printedLine } from "./party.ts";

const days = {
  from: calendarDay.optional().describe("The first day; from the beginning when absent."),
  to: calendarDay.optional().describe("The last day; without end when absent."),
};

const inOrder = ({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): boolean =>
  from === undefined || to === undefined || from <= to;

const backwards = { path: ["to"], message: "it ends on the day it begins, or later" };

const discount = z
  .strictObject({
    reason: printedLine.describe("What it is given for, as invoices say."),
    percent: z
      .number()
      .positive()
      .max(100)
      .refine((percent) => hasDecimals(percent, 2), "a discount has at most two decimals")
      .optional()
      .describe("Per cent of what is charged."),
    monthly: moneyAmount.optional().describe("An amount a month, instead of percent; by days as flat prices are."),
    subscription: subscriptionName.optional().describe("Of one subscription; of all that is charged when absent."),
    ...days,
    combines: z
      .boolean()
      .default(false)
      .describe("Whether it may meet others: one after the other then takes its part of what is left."),
  })
  .refine(({ percent, monthly }) => (percent === undefined) !== (monthly === undefined), {
    message: "a discount has either percent or monthly",
  })
  .refine(inOrder, backwards);

/** A discount that a customer gets. */
export type Discount = z.infer<typeof discount>;

/** A flat price that was agreed with one customer. */
const agreedPrice = z
  .strictObject({
    subscription: subscriptionName.describe("The subscription that it is agreed for."),
    monthly: moneyAmount.describe("The flat price of a month, in the place of the tier's."),
    ...days,
  })
  .refine(inOrder, backwards);

/** `billing/customers/<tenant>.yaml`: the buyer on a tenant's invoices, and what was agreed with it. Changes nothing that runs. */
export const customerSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Customer"),
  metadata: z.strictObject({ tenant: tenantId.describe("The tenant's id; also the file's name.") }),
  spec: z.strictObject({
    buyer: partySchema
      .extend({
        reference: printedLine
          .optional()
          .describe("What the buyer wants to find on its invoices, such as a cost centre or a Leitweg-ID."),
        order: printedLine.optional().describe("The number of the buyer's purchase order."),
      })
      .describe("Who is billed."),
    currency: currencyCode.describe("What the amounts below are in; the contract's."),
    discounts: z.array(discount).max(100).default([]).describe("Taken off in this order."),
    minimumMonthly: moneyAmount
      .optional()
      .describe("What is billed of a month at least, after discounts and before credits; by days as flat prices are."),
    prices: z.array(agreedPrice).max(100).default([]).describe("Flat prices that are other than the catalogue's."),
  }),
});

/** The buyer on a tenant's invoices, after the first pass. */
export type CustomerManifest = z.infer<typeof customerSchema>;
