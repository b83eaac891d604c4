import { z } from "zod";

import { apiVersion, calendarDay, currencyCode, moneyAmount, partName } from "./fields.ts";

/** A price book: what the provider pays its own suppliers, by unit, from a day on. */
export const priceBookSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("PriceBook"),
  metadata: z.strictObject({ name: partName.describe("The book's name; also the file's.") }),
  spec: z.strictObject({
    currency: currencyCode,
    validFrom: calendarDay.describe("The first day on which these prices count."),
    source: z.string().min(1).max(300).describe("Where the prices come from, for the auditor."),
    unitCosts: z
      .record(
        z.string().regex(/^[a-z][A-Za-z0-9.-]{0,79}$/, "a unit looks like s3.storageGiBMonth"),
        moneyAmount.describe("The cost of one unit."),
      )
      .describe("Costs by unit; the unit of measure is part of the name."),
  }),
});

/** A price book after the first pass. */
export type PriceBookManifest = z.infer<typeof priceBookSchema>;
