import { decimal } from "../money/amount.ts";
import type { ExchangeRate } from "../schema/exchangeRates.ts";
import type { UnitCost } from "./unitCosts.ts";

/** Brings amounts into one currency. */
export interface Exchange {
  /** The amount in the one currency, exactly; undefined where there is no rate from its own. */
  exchanged(cost: UnitCost, from: string): UnitCost | undefined;
}

/**
 * Exchanges into a currency by the rates that count on a day: of each pair the one that began last. A rate is neither turned round nor
 * put together from two, as a quotient would have to be rounded.
 */
export function exchangeOn(rates: readonly ExchangeRate[], day: string, currency: string): Exchange {
  const inForce = rates
    .filter(({ to, validFrom }) => to === currency && validFrom <= day)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  // Of equal keys a map keeps the last.
  const byCurrency = new Map(inForce.map((rate) => [rate.from, rate]));
  return {
    exchanged: (cost, from) => {
      if (from === currency) return cost;
      const rate = byCurrency.get(from);
      if (rate === undefined) return undefined;
      return {
        amount: cost.amount.times(decimal(rate.rate)),
        example: cost.example || rate.source.kind === "example",
      };
    },
  };
}
