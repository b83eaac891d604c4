import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { formatPlace } from "../diagnostics/format.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import type { CellCostsManifest } from "../schema/cellCosts.ts";
import type { ExchangeRatesManifest } from "../schema/exchangeRates.ts";
import type { PriceBookManifest } from "../schema/priceBook.ts";
import type { SupportCostsManifest } from "../schema/supportCosts.ts";
import type { UsageAssumptionsManifest } from "../schema/usageAssumptions.ts";
import type { ValuePath } from "../documents/sourceMap.ts";
import { checkCellCosts, checkSupport, checkUsage, type CostSurroundings } from "./checkCostReferences.ts";
import type { Sourced } from "./estate.ts";

/** The documents below `pricebook/` whose shape is right. */
export interface CostDocuments {
  readonly priceBooks: readonly Sourced<PriceBookManifest>[];
  readonly exchangeRates: readonly Sourced<ExchangeRatesManifest>[];
  readonly usage: readonly Sourced<UsageAssumptionsManifest>[];
  readonly cells: readonly Sourced<CellCostsManifest>[];
  readonly support: readonly Sourced<SupportCostsManifest>[];
}

/** What is said twice of costs, what refers to nothing, and currencies that nobody can bring into those that are needed. */
export function checkCosts(documents: CostDocuments, around: CostSurroundings): Diagnostic[] {
  return [
    ...checkUnits(documents.priceBooks),
    ...givenTwice(documents),
    ...checkCurrencies(documents, around),
    ...documents.usage.flatMap((usage) => checkUsage(usage, around)),
    ...documents.support.flatMap((support) => checkSupport(support, around)),
    ...documents.cells.flatMap((cells) => checkCellCosts(cells, around)),
  ];
}

function checkUnits(books: readonly Sourced<PriceBookManifest>[]): Diagnostic[] {
  return books.flatMap(({ manifest, document }) =>
    Object.entries(manifest.spec.rates).flatMap(([name, { unit }]) => {
      if (name.endsWith(`.${unit}`)) return [];
      const problem: LocalProblem = {
        code: "TEN273",
        path: ["spec", "rates", name, "unit"],
        message: `The rate "${name}" is counted in ${unit}, and its name ends otherwise.`,
        fix: `Name it by its unit, as in ${name.split(".").slice(0, -1).join(".")}.${unit}, or correct the unit.`,
      };
      return [locate(problem, [], document.positions)];
    }),
  );
}

/** Something that is to stand in one place only. */
interface Stated {
  readonly source: Sourced<unknown>;
  readonly path: ValuePath;
  /** What is said, in words; equal where the same is said. */
  readonly subject: string;
}

function givenTwice({ priceBooks, exchangeRates, usage, cells, support }: CostDocuments): Diagnostic[] {
  const statements: Stated[] = [
    ...priceBooks.flatMap((source) => {
      const { rates, region, validFrom } = source.manifest.spec;
      return Object.keys(rates).map((name) => ({
        source,
        path: ["spec", "rates", name],
        subject: `The rate "${name}" ${region === undefined ? "for everywhere" : `in ${region}`} from ${validFrom} on`,
      }));
    }),
    ...exchangeRates.flatMap((source) =>
      source.manifest.spec.rates.map(({ from, to, validFrom }, index) => ({
        source,
        path: ["spec", "rates", index, "validFrom"],
        subject: `The exchange rate from ${from} to ${to} from ${validFrom} on`,
      })),
    ),
    ...cells.flatMap((source) =>
      source.manifest.spec.cells.map(({ cell }, index) => ({
        source,
        path: ["spec", "cells", index, "cell"],
        subject: `The cost of the cell "${cell}"`,
      })),
    ),
    ...usage.map((source) => ({ source, path: ["kind"], subject: "What is assumed of usage" })),
    ...support.map((source) => ({ source, path: ["kind"], subject: "What support costs" })),
  ];
  const first = new Map<string, Stated>();
  return statements.flatMap((statement) => {
    const { subject, path, source } = statement;
    const earlier = first.get(subject);
    if (earlier === undefined) {
      first.set(subject, statement);
      return [];
    }
    const message = `${subject} stands at ${formatPlace(earlier.source.document.positions.value(earlier.path))} already.`;
    return [locate({ code: "TEN270", path, message, fix: "Keep one of them." }, [], source.document.positions)];
  });
}

function checkCurrencies(
  { priceBooks, exchangeRates }: CostDocuments,
  { estate, tiers, addOns, tenants }: CostSurroundings,
): Diagnostic[] {
  const needed = new Set(tenants.map(({ manifest }) => manifest.spec.contract.currency));
  if (estate !== undefined) needed.add(estate.spec.currency);
  const pairs = new Set(
    exchangeRates.flatMap(({ manifest }) => manifest.spec.rates.map(({ from, to }) => `${from} ${to}`)),
  );
  const unreached = (from: string, to: string): boolean => from !== to && !pairs.has(`${from} ${to}`);
  const fix = "Add one to pricebook/exchange-rates.yaml.";
  const ofRates = priceBooks.flatMap(({ manifest: { spec }, document }) =>
    [...needed].toSorted().flatMap((currency) => {
      if (!unreached(spec.currency, currency)) return [];
      const message = `The rates are in ${spec.currency}, and there is no exchange rate from ${spec.currency} to ${currency}.`;
      return [locate({ code: "TEN271", path: ["spec", "currency"], message, fix }, [], document.positions)];
    }),
  );
  // Who says nothing of costs is told nothing of margins.
  if (estate === undefined || priceBooks.length === 0) return ofRates;
  const own = estate.spec.currency;
  const ofPrices = [...tiers, ...addOns].flatMap(({ manifest, document }) => {
    const { currency } = manifest.spec.price;
    if (!unreached(currency, own)) return [];
    const message = `The price is in ${currency}, and there is no exchange rate from ${currency} to ${own}: margins take it for nothing.`;
    const path = ["spec", "price", "currency"];
    return [locate({ code: "TEN271", severity: "warning", path, message, fix }, [], document.positions)];
  });
  return [...ofRates, ...ofPrices];
}
