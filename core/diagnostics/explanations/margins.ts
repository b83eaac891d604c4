import type { Explanation } from "./explanation.ts";

/** Codes about what the provider earns. */
export const margins = {
  TEN275: {
    cause:
      "A customer who uses all that the tier grants costs more than it pays, by the expected use and the rates of the estate's price books, wherever the tier is sold. The more such customers there are, the greater the loss.",
    remedy:
      "`tenantry designer` draws price against cost from a tenth to all of what the tier grants. Publish a version with a higher price, with meters for what is expensive, or with lower entitlements. Whoever sells on the expectation that nobody uses all of it leaves it a warning; `spec.money.unprofitableTiers: error` in estate.yaml stops it.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
