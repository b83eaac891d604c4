import { decimal, decimalText } from "../core/money/amount.ts";
import type { MeterPrice } from "../core/results/meterPrice.ts";

/** An amount with at least two decimals, and its currency: `490.00 EUR`. */
export function money(amount: number, currency: string): string {
  return `${decimalText(decimal(amount), 2)} ${currency}`;
}

/** How a meter is priced: `0.0825 EUR, 500 included`; each price with how far it reaches where there are several. */
export function meterText({ included, unitPrice, tiers = [], mode }: MeterPrice, currency: string): string {
  const bands = tiers.map(({ upTo, unitPrice: price }) =>
    upTo === undefined ? `${money(price, currency)} beyond` : `${money(price, currency)} up to ${String(upTo)}`,
  );
  const price = unitPrice === undefined ? `${mode ?? ""}: ${bands.join(", ")}` : money(unitPrice, currency);
  return `${price}, ${String(included)} included`;
}
