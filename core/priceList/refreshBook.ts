import { editAll, type DocumentEdit } from "../documents/editAll.ts";
import type { Json } from "../kinds/serviceKind.ts";
import type { PriceBookManifest } from "../schema/priceBook.ts";
import type { ListedRates } from "./listedRates.ts";
import { PriceListError, type OfferFile } from "./offerFile.ts";

/** A rate that is other than before. */
export interface ChangedRate {
  readonly rate: string;
  /** Undefined where the book did not have it. */
  readonly before: number | undefined;
  readonly after: number;
}

/** A price book as a price list makes it. */
export interface RefreshedBook {
  /** The whole file; equal to the old one where nothing is other than before. */
  readonly text: string;
  readonly changed: readonly ChangedRate[];
}

/** What a book is made from. */
export interface Refresh {
  readonly name: string;
  readonly region: string;
  readonly currency: string;
  readonly list: OfferFile;
  readonly rates: ListedRates["rates"];
  /** The day of reading. */
  readonly today: string;
}

/** A book with what a price list says, from the day on which the list was published. */
export function newBook({ name, region, currency, list, rates, today }: Refresh): RefreshedBook {
  const lines = [...rates].map(([rate, { unit, cost }]) => `    ${rate}: { unit: ${unit}, cost: ${costText(cost)} }`);
  const { title, url, read } = sourceOf(list, region, today);
  const text = `# yaml-language-server: $schema=../schemas/price-book.schema.json
# \`tenantry pricebook refresh\` has written this from a price list; a book has one source.
apiVersion: tenantry.dev/v1
kind: PriceBook
metadata: { name: ${name} }
spec:
  currency: ${currency}
  region: ${region}
  validFrom: ${list.publicationDate.slice(0, 10)}
  source:
    kind: published
    title: ${title}
    url: ${url}
    read: ${read}
  rates:
${lines.join("\n")}
`;
  return { text, changed: [...rates].map(([rate, { cost }]) => ({ rate, before: undefined, after: cost })) };
}

/**
 * A book that is there with what a price list says. Where it says the same as before, the day of reading stays too.
 *
 * @throws PriceListError for a book that is of something else than the list, as a book has one source.
 */
export function refreshedBook(book: PriceBookManifest, text: string, refresh: Refresh): RefreshedBook {
  const { region, currency, rates, list, name } = refresh;
  const { spec } = book;
  const strange = Object.keys(spec.rates).filter((rate) => !rates.has(rate));
  if (spec.region !== region)
    throw new PriceListError(`the book ${name} is for ${spec.region ?? "everywhere"}, not for ${region}`);
  if (spec.currency !== currency)
    throw new PriceListError(`the book ${name} is in ${spec.currency}, and the list in ${currency}`);
  if (strange.length > 0) {
    throw new PriceListError(
      `the book ${name} has rates that the list does not give, and a book has one source: ${strange.join(", ")}. Write another with --out`,
    );
  }
  const changed = [...rates].flatMap(([rate, { cost }]) => {
    const before = Object.hasOwn(spec.rates, rate) ? spec.rates[rate]?.cost : undefined;
    return before === cost ? [] : [{ rate, before, after: cost }];
  });
  const source = sourceOf(list, region, refresh.today);
  const same = changed.length === 0 && spec.source.kind === "published" && spec.source.title === source.title;
  const edits: DocumentEdit[] = changed.map(({ rate, after }) => [
    ["spec", "rates", rate],
    { unit: rates.get(rate)?.unit ?? "", cost: after },
  ]);
  const edited = editAll(text, same ? [] : [[["spec", "source"], source], ...edits]);
  if ("problem" in edited) throw new PriceListError(`the book ${name} cannot be edited: ${edited.problem}`);
  return { text: edited.text, changed };
}

/** Where a price list of this version lies, by the scheme of AWS's own index. */
function sourceOf({ offerCode, version, publicationDate }: OfferFile, region: string, today: string) {
  return {
    kind: "published",
    title: `AWS's price list of ${offerCode} in ${region}, version ${version}, published ${publicationDate.slice(0, 10)}`,
    url: `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${offerCode}/${version}/${region}/index.json`,
    read: today,
  } as const satisfies Json;
}

/** Without an exponent, and with the ten decimals at most that a rate may have. */
export function costText(cost: number): string {
  return cost.toFixed(10).replace(/\.?0+$/, "");
}
