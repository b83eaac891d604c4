import { z } from "zod";

import { subscriptionName, tenantId } from "./fields.ts";

const time = z
  .string()
  .regex(
    /^20\d{2}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?Z)?$/,
    "a time is a day or an instant in UTC, such as 2026-11-03 or 2026-11-03T10:00:00Z",
  )
  .refine((text) => exists(text), "there is no such time");

const name = (most: number) => z.string().min(1).max(most);

/** A record of use, one line of a file of them: what a meter counted in a time. `fleet/billing` judges files of millions by the same rules. */
export const usageRecordSchema = z.strictObject({
  id: name(200).meta({
    description: "Unique in all that is ever delivered: a record that comes again counts once.",
    examples: ["lb-7/2026-11-03T10"],
  }),
  tenant: tenantId,
  subscription: subscriptionName,
  meter: name(40).meta({ description: "A meter of the subscription's tier.", examples: ["storageGiB"] }),
  quantity: z
    .union([z.string(), z.number()])
    .refine(
      (quantity) => /^[+-]?\d{1,12}(?:\.\d{1,9})?$/.test(String(quantity)),
      "a quantity is a decimal number with at most 12 digits before the point and 9 after it",
    )
    .refine((quantity) => !/^-.*[1-9]/.test(String(quantity)), "a quantity is not below zero")
    .describe(
      "How much, in the units of a month that the meter's price is for; a level such as stored GiB comes as its share of the month. Quantities add up.",
    ),
  from: time.describe("When it begins. A day is its midnight, by UTC."),
  to: time.describe("When it is over; in the same month by UTC, or at its end."),
  unit: name(40).optional().describe("Has to be the meter's, where that declares one."),
  source: name(100)
    .optional()
    .meta({
      description: "What counted it, where several count for one meter: times of one source do not meet.",
      examples: ["lb-7"],
    }),
  recorded: time.optional().describe("When it was written; of no consequence."),
});

/** A record's fields, those first that it has to have. */
export const usageFields = [
  "id",
  "tenant",
  "subscription",
  "meter",
  "quantity",
  "from",
  "to",
  "unit",
  "source",
  "recorded",
] as const satisfies readonly (keyof z.infer<typeof usageRecordSchema>)[];

/** How many of {@link usageFields} a record has to have. */
export const requiredUsageFields = 7;

function exists(text: string): boolean {
  const whole = text.length === 10 ? `${text}T00:00Z` : text;
  const date = new Date(whole);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(whole.slice(0, 16));
}
