import { z } from "zod";

/** A price list of one service, as far as it is looked at; products and terms are checked where they matter. */
const offerFile = z.object({
  formatVersion: z.string().max(20),
  offerCode: z.string().regex(/^[A-Za-z0-9]{1,40}$/),
  version: z.string().regex(/^[A-Za-z0-9.-]{1,40}$/),
  publicationDate: z.iso.datetime(),
  products: z.record(z.string(), z.unknown()),
  terms: z.object({ OnDemand: z.record(z.string(), z.unknown()) }),
});

/** A price list of one service: the JSON form of AWS's service price list files. */
export type OfferFile = z.infer<typeof offerFile>;

const product = z.object({
  sku: z.string().max(60),
  productFamily: z.string().optional(),
  attributes: z.record(z.string(), z.string()),
});

/** Something that the service sells. */
export type Product = z.infer<typeof product>;

const term = z.object({
  priceDimensions: z.record(
    z.string(),
    z.object({
      unit: z.string(),
      beginRange: z.string().optional(),
      pricePerUnit: z.record(z.string().regex(/^[A-Z]{3}$/), z.string().regex(/^-?\d{1,12}(?:\.\d{1,20})?$/)),
    }),
  ),
});

/** What a product costs, by ranges of use. */
export type Term = z.infer<typeof term>;

/** A price list that cannot be taken for what it says it is. */
export class PriceListError extends Error {
  override readonly name = "PriceListError";
}

/**
 * The price list in a text.
 *
 * @throws PriceListError for a text that is none.
 */
export function readOfferFile(text: string): OfferFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PriceListError("it is not JSON. Take the JSON form of a service's price list file, not the CSV form");
  }
  return shaped(offerFile, value, []);
}

/** One of the products of a price list. */
export function productOf({ products }: OfferFile, sku: string): Product {
  return shaped(product, products[sku], ["products", sku]);
}

/** The terms of buying a product on demand; none where it is not sold so. */
export function termsOf({ terms }: OfferFile, sku: string): Term[] {
  const all = Object.hasOwn(terms.OnDemand, sku) ? terms.OnDemand[sku] : {};
  return Object.values(shaped(z.record(z.string(), term), all, ["terms", "OnDemand", sku]));
}

function shaped<T>(schema: z.ZodType<T>, value: unknown, base: readonly string[]): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = [...base, ...(issue?.path ?? [])].map(String).join(".") || "the whole";
  throw new PriceListError(`it is no price list of a service: ${path}: ${issue?.message ?? "wrong"}`);
}
