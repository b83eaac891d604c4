import type { Explanation } from "./explanation.ts";

/** TEN270 to TEN274: what costs are computed from. */
export const costs = {
  TEN270: {
    cause:
      "Two price books give the same rate for the same region from the same day on, or an exchange rate, a cell's costs, the usage assumptions or the support costs stand in two places. A cost would depend on which of them is read first.",
    remedy: "Keep one of them. A rate that changes goes into a book with a later `validFrom`.",
  },
  TEN271: {
    cause:
      "A price book is in a currency that nothing brings into the estate's or into one that a tenant is billed in; or the price of a tier or an add-on is in one that nothing brings into the estate's, which is a warning, as it is sold all the same. Exchange rates are never turned round nor chained, as both would need rounding.",
    remedy: "Add the exchange rate, with its day and source, to `pricebook/exchange-rates.yaml`.",
  },
  TEN272: {
    cause:
      "Usage assumptions, support costs or costs of cells name a tier, a tenant, a service, a cell or an assumption that there is not. They would count for nothing, and nobody would notice.",
    remedy: "Correct the name, or remove the entry.",
  },
  TEN273: {
    cause:
      "The last part of a rate's name is what it is counted in, so that whoever reads the name cannot take a price of an hour for one of a month.",
    remedy: "Rename the rate, or correct its `unit`.",
  },
  TEN274: {
    cause:
      "Costs are given of a cell that has nothing to share, or of a tenant's own nodes that the cell does not keep. Nobody would bear them.",
    remedy: "Give costs of clusters that tenants share, and of the nodes that stand in their `ownNodes`, each once.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
