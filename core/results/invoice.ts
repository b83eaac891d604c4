import { z } from "zod";

const amount = z.string().describe("In the invoice's currency, decimal text, such as 59.00.");
const day = z.string().describe("A calendar day.");

/** A company as invoices name it. */
export const invoiceParty = z.strictObject({
  name: z.string().describe("The legal name."),
  street: z.string(),
  postalCode: z.string(),
  city: z.string(),
  country: z.string().describe("By ISO 3166-1, two capitals."),
  vatId: z.string().nullable(),
  registration: z.string().nullable().describe("The number in the register of companies."),
  email: z.string().nullable(),
});

const invoiceLine = z.strictObject({
  id: z.string().describe("Unique in the invoice, such as 1."),
  kind: z.enum(["flat", "add-on", "meter", "minimum", "discount", "credit"]),
  subscription: z.string().nullable().describe("Null for what is the tenant's as a whole."),
  service: z.string().nullable(),
  tier: z.string().nullable().describe("Such as standard@2."),
  item: z.string().describe("What it is, in a few words."),
  from: day,
  to: z.string().describe("The day after the last."),
  quantity: z.string().describe("How many units are billed; negative for what is taken off."),
  unit: z
    .string()
    .describe(
      "month, day for a part of a period, one for an amount of its own, or a meter's unit, by its name where it has none.",
    ),
  unitPrice: z.string().describe("Exact decimal text, never negative: the price of as many units as `per` says."),
  per: z.string().describe("1, or the days of the whole period for a price that is billed by days."),
  amount: amount.describe("Net: quantity × unitPrice ÷ per, rounded as the invoice says."),
  explanation: z.string().describe("How it was computed, a sentence that can be followed by hand."),
  tax: z.string().describe("The id of the tax that applies."),
});

/** One line of an invoice. */
export type InvoiceLine = z.infer<typeof invoiceLine>;

const invoiceTax = z.strictObject({
  id: z.string(),
  name: z.string().describe("Such as VAT 19 %."),
  category: z.enum(["S", "Z", "E", "AE", "G", "O"]).describe("By UNCL 5305, as EN 16931 restricts it."),
  percent: z.string(),
  reason: z.string().nullable().describe("Why nothing is charged, where nothing is."),
  taxable: amount,
  amount,
});

/** The tax of one category. */
export type InvoiceTax = z.infer<typeof invoiceTax>;

const meteredUsage = z.strictObject({
  subscription: z.string(),
  meter: z.string(),
  period: z.string().describe("The month that it was used in, such as 2026-11."),
  quantity: z.string().describe("Decimal text."),
  records: z.int().nonnegative(),
});

/** How much of a meter an invoice bills. */
export type MeteredUsage = z.infer<typeof meteredUsage>;

const invoiceNote = z.strictObject({
  subject: z.string(),
  text: z.string().describe("What the reader of the invoice has to know, such as what is missing from it."),
});

/**
 * An invoice or a credit note, whole: what was computed, and of whom and for whom. A credit note has the lines of the invoice that it
 * takes back with their quantities and amounts negated, so that both add up to nothing.
 */
export const invoice = z.strictObject({
  kind: z.enum(["invoice", "credit-note"]),
  number: z.string().nullable().describe("Null for a draft."),
  corrects: z.string().nullable().describe("The number of the invoice that a credit note takes back."),
  reason: z.string().nullable().describe("Why it is taken back."),
  tenant: z.string(),
  period: z.strictObject({ from: day, to: z.string().describe("The day after the last.") }),
  issued: z.string().nullable().describe("The day of issue; null for a draft."),
  due: z.string().nullable(),
  currency: z.string(),
  rounding: z.strictObject({ mode: z.enum(["half-up", "half-even", "up", "down"]), of: z.enum(["line", "invoice"]) }),
  seller: invoiceParty.extend({
    contact: z.strictObject({ name: z.string(), phone: z.string(), email: z.string() }),
  }),
  buyer: invoiceParty.extend({
    reference: z.string().nullable().describe("What the buyer wants to find on its invoices."),
    order: z.string().nullable().describe("The number of the buyer's purchase order."),
  }),
  payment: z.strictObject({ iban: z.string().nullable(), bic: z.string().nullable(), terms: z.string() }),
  lines: z.array(invoiceLine),
  net: amount.describe("The lines together."),
  taxes: z.array(invoiceTax),
  tax: amount,
  gross: amount.describe("Net and tax; what is to be paid."),
  metered: z.array(meteredUsage).describe("The usage that is billed here, by subscription, meter and month."),
  notes: z.array(invoiceNote),
});

/** An invoice or a credit note. */
export type Invoice = z.infer<typeof invoice>;
