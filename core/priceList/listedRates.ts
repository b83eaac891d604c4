import { unitOf } from "../cost/unitCosts.ts";
import { decimal, type Decimal } from "../money/amount.ts";
import { rateAmount } from "../schema/fields.ts";
import { rateName } from "../schema/priceBook.ts";
import { awsRates, type ListedRate } from "./awsRates.ts";
import { PriceListError, productOf, termsOf, type OfferFile, type Product } from "./offerFile.ts";

/** What a price list says of rates in a region. */
export interface ListedRates {
  /** The currency of its prices; undefined where it has none of the rates. */
  readonly currency: string | undefined;
  /** Costs of a unit by the rates' names, in their order. */
  readonly rates: ReadonlyMap<string, { readonly unit: ReturnType<typeof unitOf>; readonly cost: number }>;
  /** What there is to know of how a rate was read, or why it was not. */
  readonly notes: readonly { readonly rate: string; readonly text: string }[];
}

/** Whether a price list of a service could have a rate. */
export function isListed(rate: string, offer: string): boolean {
  return awsRates.some((listed) => listed.offer === offer && listed.names.test(rate));
}

/**
 * Reads the rates of a region from a price list: the prices on demand, and of prices by ranges of use the first. A rate that several
 * products have at different prices is not taken.
 *
 * @param wanted whether a rate is asked for.
 * @throws PriceListError for what prices cannot be.
 */
export function listedRates(list: OfferFile, region: string, wanted: (rate: string) => boolean): ListedRates {
  const currencies = new Set<string>();
  const found = new Map<string, Decimal[]>();
  const notes = new Map<string, string>();
  for (const [sku, listed, product] of matching(list, region)) {
    const rate = listed.rate(product.attributes);
    if (!rateName.safeParse(rate).success || !wanted(rate)) continue;
    const price = priceOf(list, sku, listed);
    if (price === undefined) continue;
    if ("note" in price) notes.set(rate, price.note);
    currencies.add(price.currency);
    found.set(rate, [...(found.get(rate) ?? []), price.amount]);
  }
  if (currencies.size > 1) {
    throw new PriceListError(
      `it has prices in ${[...currencies].toSorted().join(" and ")}, and a book has one currency`,
    );
  }
  const rates = [...found].flatMap(([rate, [first, ...others]]) => {
    const refuse = (text: string): [] => {
      notes.set(rate, text);
      return [];
    };
    if (first === undefined) return [];
    if (others.some((other) => !other.eq(first))) {
      return refuse(`${String(others.length + 1)} products are this at different prices, so that none is taken`);
    }
    const cost = first.toNumber();
    if (!decimal(cost).eq(first) || !rateAmount.safeParse(cost).success) {
      return refuse(
        `its price of ${first.toFixed()} has more than ten decimals or is too high, so that it is not taken`,
      );
    }
    return [[rate, { unit: unitOf(rate), cost }] as const];
  });
  const byName = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1);
  return {
    currency: [...currencies][0],
    rates: new Map(rates.toSorted(byName)),
    notes: [...notes].toSorted(byName).map(([rate, text]) => ({ rate, text })),
  };
}

/** The products that are the price of a rate in the region. */
function* matching(list: OfferFile, region: string): Generator<[string, ListedRate, Product]> {
  const candidates = awsRates.filter(({ offer }) => offer === list.offerCode);
  for (const sku of Object.keys(list.products)) {
    const product = productOf(list, sku);
    if (product.attributes["regionCode"] !== region) continue;
    const listed = candidates.find((candidate) => isOf(product, candidate));
    if (listed !== undefined) yield [sku, listed, product];
  }
}

function isOf({ productFamily, attributes }: Product, listed: ListedRate): boolean {
  return (
    (listed.productFamily === undefined || productFamily === listed.productFamily) &&
    Object.entries(listed.attributes).every(([name, wanted]) => {
      const value = Object.hasOwn(attributes, name) ? (attributes[name] ?? "") : "";
      return typeof wanted === "string" ? value === wanted : wanted.test(value);
    })
  );
}

/** The first price of a product in the unit that the rate is read in; undefined where it has none. */
function priceOf(list: OfferFile, sku: string, { unit, times = 1 }: ListedRate) {
  const dimensions = termsOf(list, sku)
    .flatMap((term) => Object.values(term.priceDimensions))
    .filter((dimension) => dimension.unit === unit);
  const first = dimensions.find(({ beginRange = "0" }) => beginRange === "0");
  if (first === undefined) return undefined;
  const prices = Object.entries(first.pricePerUnit);
  const [price] = prices;
  if (price === undefined || prices.length > 1) {
    const given = prices.map(([currency]) => currency).join(" and ") || "no currency";
    throw new PriceListError(`the product ${sku} has a price in ${given}, and a book has one currency`);
  }
  const [currency, text] = price;
  const amount = decimal(text).times(times);
  if (amount.lt(0))
    throw new PriceListError(`the product ${sku} has the price ${text} ${currency}, and none is negative`);
  const ranges = dimensions.length;
  return {
    currency,
    amount,
    ...(ranges > 1 && { note: `its price has ${String(ranges)} ranges of use, of which the first is taken` }),
  };
}
