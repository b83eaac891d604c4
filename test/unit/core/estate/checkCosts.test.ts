import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { baseTexts, estateFiles } from "../../../helpers/estateFiles.ts";
import { priceBookTexts } from "../../../helpers/priceBooks.ts";

const base = baseTexts();
const rateFrom = (from: string, to: string): Record<string, string> => ({
  "pricebook/exchange-rates.yaml":
    "apiVersion: tenantry.dev/v1\nkind: ExchangeRates\nspec:\n  rates:\n" +
    `    - { from: ${from}, to: ${to}, rate: 1.1, validFrom: 2026-01-01, source: { kind: example } }\n`,
});
const sold = {
  "catalogue/iaas/abroad@1.yaml": (base["catalogue/iaas/standard@1.yaml"] ?? "")
    .replace("name: standard, version: 1", "name: abroad, version: 1")
    .replace("currency: EUR", "currency: USD"),
  "catalogue/iaas/add-ons/more@1.yaml":
    "apiVersion: tenantry.dev/v1\nkind: AddOn\nmetadata: { service: iaas, name: more, version: 1 }\nspec:\n  summary: More\n" +
    "  price: { monthly: 20, currency: CHF }\n  tiers: [standard]\n  entitlements: { buckets: 10 }\n  features: {}\n",
};

const told = (texts: Readonly<Record<string, string>>): string[] => {
  const { estate, diagnostics } = loadEstate(estateFiles({ ...base, ...texts }), "estate", serviceKinds);
  // What is sold in another currency is sold all the same.
  expect(estate).toBeDefined();
  return diagnostics.map(
    ({ code, severity, message, where }) => `${code} ${severity} ${where?.path ?? ""}: ${message}`,
  );
};
const of = (name: keyof typeof sold, currency: string): string =>
  `TEN271 warning estate/${name}: The price is in ${currency}, and there is no exchange rate from ${currency} to EUR: margins take it for nothing.`;

test("prices in a currency that nothing brings into the estate's are told of, of tiers and of add-ons", () => {
  const [tier, addOn] = [of("catalogue/iaas/abroad@1.yaml", "USD"), of("catalogue/iaas/add-ons/more@1.yaml", "CHF")];
  expect(told({ ...sold, ...priceBookTexts })).toEqual([tier, addOn]);
  expect(told({ ...sold, ...priceBookTexts, ...rateFrom("USD", "EUR") })).toEqual([addOn]);
  // A rate is not turned round.
  expect(told({ ...sold, ...priceBookTexts, ...rateFrom("EUR", "CHF") })).toEqual([tier, addOn]);
});

test("nobody is told of margins where the estate has no price book", () => {
  expect(told(sold)).toEqual([]);
  expect(told({ ...sold, ...rateFrom("EUR", "USD") })).toEqual([]);
});
