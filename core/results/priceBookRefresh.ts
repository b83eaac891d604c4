import { z } from "zod";

const cost = z.string().describe("Of one unit, as decimal text.");

/** The `--json` document of `pricebook refresh`. */
export const priceBookRefreshDocument = z.strictObject({
  verb: z.literal("pricebook refresh"),
  list: z
    .strictObject({
      offer: z.string().describe("The service by the list's own code, such as AmazonEC2."),
      version: z.string(),
      published: z.string().describe("The day on which it was published."),
    })
    .describe("The price list that was read."),
  region: z.string(),
  currency: z.string(),
  book: z.string().describe("The book's name."),
  file: z.string().describe("Its file."),
  written: z.boolean().describe("False where the book says the same already."),
  changed: z
    .array(
      z.strictObject({
        rate: z.string(),
        before: cost.nullable().describe("Null where the book did not have it."),
        after: cost,
      }),
    )
    .describe("The rates that are other than before, by name."),
  unchanged: z.int().nonnegative().describe("How many rates are as before."),
  notes: z
    .array(z.strictObject({ rate: z.string(), text: z.string() }))
    .describe("How a rate was read, or why it was not taken."),
  missing: z
    .array(z.string())
    .describe("Rates that the estate has for this service, in any region, and that the list does not give."),
});

/** The `--json` document of `pricebook refresh`. */
export type PriceBookRefreshDocument = z.infer<typeof priceBookRefreshDocument>;
