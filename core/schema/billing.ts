import { z } from "zod";

import { apiVersion, calendarDay, currencyCode, hasDecimals } from "./fields.ts";
import { countryCode, partySchema, printedLine } from "./party.ts";

const tax = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z](?:-?[a-z0-9])*$/, "a tax's id looks like de-standard")
      .max(40)
      .meta({ description: "The tax's id, unique in the file.", examples: ["de-standard"] }),
    name: printedLine.describe("As invoices name it, such as VAT 19 %."),
    category: z
      .enum(["S", "Z", "E", "AE", "G", "O"])
      .describe(
        "By UNCL 5305: S standard rate, Z zero rated, E exempt, AE reverse charge, G export, O outside of the scope of VAT.",
      ),
    percent: z
      .number()
      .min(0)
      .max(100)
      .refine((percent) => hasDecimals(percent, 2), "a tax has at most two decimals")
      .describe("Per cent of the net amount; 0 of every category but S."),
    reason: printedLine.optional().describe("Why nothing is charged, as invoices say; of every category but S and Z."),
    buyers: z
      .strictObject({
        countries: z
          .array(countryCode)
          .min(1)
          .max(250)
          .optional()
          .describe("Buyers there; of any country when absent."),
        vatId: z.boolean().optional().describe("true: buyers with a VAT id. false: those without. Both when absent."),
      })
      .prefault({})
      .describe("Whom it applies to."),
    from: calendarDay.optional().describe("The first day on which it is in force."),
    to: calendarDay.optional().describe("The last day."),
  })
  .refine(({ category, percent }) => (category === "S") === percent > 0, {
    path: ["percent"],
    message: "a standard rate is above 0, and every other category's is 0",
  })
  .refine(({ category, reason }) => ["S", "Z"].includes(category) === (reason === undefined), {
    path: ["reason"],
    message: "reverse charge, exemption, export and what is out of scope have a reason; S and Z have none",
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ["to"],
    message: "a tax ends on the day it begins, or later",
  });

/** A tax as it is configured. */
export type ConfiguredTax = z.infer<typeof tax>;

/** `billing/billing.yaml`: by what all customers are billed. */
export const billingSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("Billing"),
  spec: z.strictObject({
    seller: partySchema
      .extend({
        contact: z
          .strictObject({
            name: printedLine.describe("A person, or an office."),
            phone: z.string().regex(/^\+?[0-9][0-9 ()/-]{4,29}$/, "a telephone number looks like +49 30 1234567"),
            email: z.email("an e-mail address looks like billing@northwind.example"),
          })
          .describe("Whom customers ask about an invoice."),
        account: z
          .strictObject({
            iban: z
              .string()
              .regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/, "an IBAN has no spaces, such as DE02120300000000202051"),
            bic: z
              .string()
              .regex(/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/, "a BIC has 8 or 11 characters")
              .optional(),
          })
          .describe("Where customers pay to."),
      })
      .describe("The provider, as invoices name it."),
    currency: currencyCode.describe("What is billed in; every billed contract's and price's is the same."),
    rounding: z
      .strictObject({
        mode: z
          .enum(["half-up", "half-even", "up", "down"])
          .describe(
            "half-up: a half away from zero. half-even: a half to the even neighbour. up: away from zero. down: towards it.",
          ),
        of: z
          .enum(["line", "invoice"])
          .describe("line: each line is rounded, and they add up. invoice: the exact sum is rounded, once."),
      })
      .describe("How amounts are rounded to the currency's smallest unit."),
    taxes: z.array(tax).min(1).max(500).describe("The first that applies to a buyer is charged."),
    numbering: z
      .strictObject({
        prefix: z
          .string()
          .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/, "a prefix has up to 20 letters, digits and hyphens")
          .meta({ description: "What every number begins with.", examples: ["NW-"] }),
        digits: z.int().min(1).max(12).describe("How many digits follow, filled up with zeros."),
        next: z
          .int()
          .min(1)
          .max(999_999_999_999)
          .describe("The number of the first invoice that is issued here; each later one has the next."),
      })
      .describe("The numbers of invoices and credit notes, without gaps."),
    paymentDays: z.int().min(0).max(365).describe("Days from the issue of an invoice until it is due."),
    slaCredits: z.boolean().describe("Whether credits for missed service levels are taken off the invoice."),
  }),
});

/** By what all customers are billed, after the first pass. */
export type BillingManifest = z.infer<typeof billingSchema>;
