import type { CostDocuments } from "./checkCosts.ts";
import type { CellCosts } from "../schema/cellCosts.ts";
import type { ExchangeRate } from "../schema/exchangeRates.ts";
import type { PriceBookManifest } from "../schema/priceBook.ts";
import type { SupportCostsManifest } from "../schema/supportCosts.ts";
import type { UsageAssumptionsManifest } from "../schema/usageAssumptions.ts";

/** All that an estate says of costs: what its `pricebook/` holds. */
export interface CostBasis {
  readonly priceBooks: readonly PriceBookManifest[];
  readonly exchangeRates: readonly ExchangeRate[];
  /** Undefined where everything is as usual. */
  readonly usage: UsageAssumptionsManifest["spec"] | undefined;
  readonly cells: readonly CellCosts[];
  /** Undefined where nothing is said of support. */
  readonly support: SupportCostsManifest["spec"] | undefined;
}

/** The basis that right documents are; of what stands in one file there is one. */
export function costBasisOf({ priceBooks, exchangeRates, usage, cells, support }: CostDocuments): CostBasis {
  return {
    priceBooks: priceBooks.map(({ manifest }) => manifest),
    exchangeRates: exchangeRates.flatMap(({ manifest }) => manifest.spec.rates),
    usage: usage[0]?.manifest.spec,
    cells: cells.flatMap(({ manifest }) => manifest.spec.cells),
    support: support[0]?.manifest.spec,
  };
}
