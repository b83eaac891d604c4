import { join } from "node:path";

import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import type { SourceFile } from "../../core/documents/sourceFile.ts";
import type { Estate } from "../../core/estate/estate.ts";
import { manifestName, placeOf } from "../../core/estate/places.ts";
import { isListed, listedRates } from "../../core/priceList/listedRates.ts";
import { PriceListError, readOfferFile, type OfferFile } from "../../core/priceList/offerFile.ts";
import { costText, newBook, refreshedBook, type Refresh } from "../../core/priceList/refreshBook.ts";
import type { PriceBookRefreshDocument } from "../../core/results/priceBookRefresh.ts";
import { createFile } from "../../fleet/files.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatRefresh } from "../../reports/priceBookReport.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { replaceManifest } from "../manifestFile.ts";
import { judgeChange, openValidEstate } from "../openValidEstate.ts";
import type { RefreshOptions } from "../priceBookVerbs.ts";
import { readText } from "../readText.ts";

/** `pricebook refresh`: a price book by a price list that lies on this machine. Nothing is written that would make the estate wrong. */
export function priceBookRefresh(options: RefreshOptions, context: Context): number {
  const { estate, directory, files } = openValidEstate(options, "pricebook refresh", context, { retired: "warning" });
  const text = readText(options.from, context);
  const { old, name, content, document } = explained(options.from, () =>
    refresh(text, estate, files, options, context),
  );
  if (document.written) {
    for (const warning of judgeChange({ name, text: content }, "price book", options, "pricebook refresh", context)) {
      context.note(formatDiagnostic(warning));
    }
    if (old !== undefined) replaceManifest(directory, old, content);
    else if (!createFile(join(directory, name), content)) {
      throw new UserError(visible(`${document.file} is there meanwhile, and is left as it is. Run this again.`));
    }
  }
  context.print(options.json ? visibleJson(document) : formatRefresh(document));
  return exitCodes.done;
}

/** What the file of a book becomes. */
interface Refreshed {
  /** As it was read; undefined where the book is new. */
  readonly old: SourceFile | undefined;
  /** Below the estate's directory. */
  readonly name: string;
  readonly content: string;
  readonly document: PriceBookRefreshDocument;
}

function refresh(
  text: string,
  estate: Estate,
  files: readonly SourceFile[],
  options: RefreshOptions,
  context: Context,
): Refreshed {
  const list = readOfferFile(text);
  const known = new Set(estate.costs.priceBooks.flatMap(({ spec }) => Object.keys(spec.rates)));
  const { region, all } = options;
  const { currency, rates, notes } = listedRates(list, region, (rate) => all || known.has(rate));
  if (currency === undefined || rates.size === 0) throw new PriceListError(nothingIn(list, region, all));
  const book = options.out ?? bookOf(list, region);
  const { today } = context;
  const change: Refresh = { name: book, region, currency, list, rates, today };
  const old = files.find((file) => placeOf(file.name) === "price-book" && manifestName(file.name) === book);
  const name = old?.name ?? `pricebook/${book}.yaml`;
  const before = estate.costs.priceBooks.find(({ metadata }) => metadata.name === book);
  const oldText = old === undefined ? "" : new TextDecoder("utf-8", { ignoreBOM: true }).decode(old.bytes);
  const made = before === undefined ? newBook(change) : refreshedBook(before, oldText, change);
  return {
    old,
    name,
    content: made.text,
    document: {
      verb: "pricebook refresh",
      list: { offer: list.offerCode, version: list.version, published: list.publicationDate.slice(0, 10) },
      region,
      currency,
      book,
      file: join(options.estate, name),
      written: made.text !== oldText,
      changed: made.changed.map(({ rate, before: cost, after }) => ({
        rate,
        before: cost === undefined ? null : costText(cost),
        after: costText(after),
      })),
      unchanged: rates.size - made.changed.length,
      notes: [...notes],
      missing: [...known].filter((rate) => isListed(rate, list.offerCode) && !rates.has(rate)).toSorted(),
    },
  };
}

/** A book for each publication, so that what was paid before stays known. */
function bookOf({ offerCode, publicationDate }: OfferFile, region: string): string {
  return `${offerCode.toLowerCase()}-${region}-${publicationDate.slice(0, 10).replaceAll("-", "")}`;
}

function nothingIn({ offerCode }: OfferFile, region: string, all: boolean): string {
  const wanted = all ? "a rate" : "a rate that the estate's price books have";
  const more = all ? "" : "; --all takes every rate that it gives";
  return `the price list of ${offerCode} has no price on demand in ${region} that is known to be ${wanted}${more}`;
}

function explained<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PriceListError)) throw error;
    throw new UserError(visible(`${file} cannot be taken: ${error.message}.`));
  }
}
