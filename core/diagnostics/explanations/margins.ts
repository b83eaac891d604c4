import type { Explanation } from "./explanation.ts";

/** Codes about what the provider earns. */
export const margins = {
  TEN275: {
    cause:
      "A customer who uses all that the tier grants costs more than it pays, by the expected use and the rates of the estate's price books, wherever the tier is sold. The more such customers there are, the greater the loss.",
    remedy:
      "See with `tenantry designer` up to which use the tier pays, and publish a version with a higher price, with meters, or that grants less. Whoever sells on the expectation that nobody uses all of it leaves it a warning; `spec.money.unprofitableTiers: error` stops it.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
