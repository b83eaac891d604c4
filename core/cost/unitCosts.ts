import type { CostBasis } from "../estate/costBasis.ts";
import { costUnits, type CostUnit } from "../kinds/consumption.ts";
import { decimal, type Decimal } from "../money/amount.ts";
import type { PriceBookManifest } from "../schema/priceBook.ts";
import { exchangeOn, type Exchange } from "./exchange.ts";

/** What one unit of something costs, in the currency that was asked for; exact, however many decimals that takes. */
export interface UnitCost {
  readonly amount: Decimal;
  /** Whether the rate, or the exchange rate that it was brought into the currency by, is an example. */
  readonly example: boolean;
}

/** Why there is no cost of a unit, as the rest of a sentence about the rate. */
export interface NoUnitCost {
  readonly reason: string;
}

/** The rates of one day in one currency. */
export interface UnitCosts extends Exchange {
  readonly currency: string;
  /**
   * The cost of one unit by the rate's name. A region's own rate comes before one that counts everywhere, and of each the one that
   * began last.
   */
  of(rate: string, unit: CostUnit, region: string): UnitCost | NoUnitCost;
}

/**
 * What a rate is counted in, which its name ends with.
 *
 * @throws RangeError for a name that the schemas let through nowhere.
 */
export function unitOf(rate: string): CostUnit {
  const unit = costUnits.find((candidate) => rate.endsWith(`.${candidate}`));
  if (unit === undefined) throw new RangeError(`the rate "${rate}" does not end with a unit`);
  return unit;
}

interface Offer {
  readonly book: PriceBookManifest["spec"];
  readonly unit: CostUnit;
  readonly cost: number;
}

/**
 * The rates that count on a day, in a currency.
 *
 * @param day as `2026-12-31`; rates that begin later do not count.
 */
export function unitCostsOn(basis: CostBasis, day: string, currency: string): UnitCosts {
  const offers = offersOn(basis.priceBooks, day);
  const exchange = exchangeOn(basis.exchangeRates, day, currency);
  const find = (rate: string, region: string): Offer | undefined => {
    const all = offers.get(rate) ?? [];
    return all.find(({ book }) => book.region === region) ?? all.find(({ book }) => book.region === undefined);
  };
  return {
    ...exchange,
    currency,
    of: (rate, unit, region) => {
      const offer = find(rate, region);
      if (offer === undefined) return { reason: `no price book has it in ${region} on ${day}` };
      if (offer.unit !== unit) return { reason: `it is priced by ${offer.unit}, and counted in ${unit}` };
      const { currency: from, source } = offer.book;
      const exchanged = exchange.exchanged({ amount: decimal(offer.cost), example: source.kind === "example" }, from);
      return exchanged ?? { reason: `there is no exchange rate from ${from} to ${currency} on ${day}` };
    },
  };
}

/** By their names, those that began last first. */
function offersOn(books: readonly PriceBookManifest[], day: string): ReadonlyMap<string, readonly Offer[]> {
  const all = books
    .map(({ spec }) => spec)
    .filter(({ validFrom }) => validFrom <= day)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : 0))
    .flatMap((book) => Object.entries(book.rates).map(([rate, { unit, cost }]) => ({ rate, book, unit, cost })));
  return Map.groupBy(all, ({ rate }) => rate);
}
