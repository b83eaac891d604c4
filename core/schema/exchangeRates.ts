import { z } from "zod";

import { apiVersion, calendarDay, currencyCode, rateAmount } from "./fields.ts";
import { rateSource } from "./priceBook.ts";

const exchangeRate = z
  .strictObject({
    from: currencyCode.describe("The currency that one unit is given of."),
    to: currencyCode.describe("The currency that is got for it."),
    rate: rateAmount.positive().describe("How many units of the second are got for one of the first."),
    validFrom: calendarDay.describe("The first day on which it counts, until a later one does."),
    source: rateSource.describe("Where it comes from."),
  })
  .refine(({ from, to }) => from !== to, { path: ["to"], message: "a currency is not exchanged for itself" });

/** One dated exchange rate. It is never turned round: whoever needs both directions writes both. */
export type ExchangeRate = z.infer<typeof exchangeRate>;

/** `pricebook/exchange-rates.yaml`: how costs in other currencies are brought into that of the estate or of a contract. */
export const exchangeRatesSchema = z.strictObject({
  apiVersion: z.literal(apiVersion),
  kind: z.literal("ExchangeRates"),
  spec: z.strictObject({ rates: z.array(exchangeRate).max(10_000).describe("The rates, in any order.") }),
});

/** The exchange rates after the first pass. */
export type ExchangeRatesManifest = z.infer<typeof exchangeRatesSchema>;
