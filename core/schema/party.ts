import { z } from "zod";

import { visible } from "../diagnostics/visible.ts";

/** One line of text for people, as it is printed on invoices. */
export const printedLine = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => visible(text) === text, "it is one line of characters that can be seen")
  .refine((text) => text.trim() === text, "it neither begins nor ends with a space");

/** A country as invoices name it. */
export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, "a country is two capitals, such as DE (ISO 3166-1)")
  .meta({ description: "A country by ISO 3166-1.", examples: ["DE"] });

/** Who sells or buys, as an invoice has to name it. */
export const partySchema = z.strictObject({
  name: printedLine.describe("The legal name."),
  address: z
    .strictObject({
      street: printedLine.describe("Street and number."),
      postalCode: printedLine,
      city: printedLine,
      country: countryCode,
    })
    .describe("Where invoices are sent from, or to."),
  vatId: z
    .string()
    .regex(/^[A-Z]{2}[A-Z0-9+*]{2,13}$/, "a VAT id looks like DE123456789, with its country first")
    .optional()
    .meta({ description: "The number for value added tax.", examples: ["DE123456789"] }),
  registration: printedLine.optional().meta({
    description: "The number in the register of companies.",
    examples: ["HRB 12345"],
  }),
  email: z.email("an e-mail address looks like billing@acme.example").optional().describe("Where invoices come in."),
});

/** Who sells or buys. */
export type Party = z.infer<typeof partySchema>;
