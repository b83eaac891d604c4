import { computeDifferences } from "./compute.ts";
import type { Difference, Differences } from "./difference.ts";
import { foundationDifferences } from "./foundation.ts";
import { networkDifferences } from "./network.ts";
import { storageDifferences } from "./storage.ts";

/** Every difference, in the order of the cases' services. */
export const differences: Differences = {
  ...networkDifferences,
  ...foundationDifferences,
  ...storageDifferences,
  ...computeDifferences,
};

/** The difference of a case; undefined when moto does as AWS does. */
export const differenceOf = ({ operation, what }: { operation: string; what: string }): Difference | undefined =>
  differences[operation]?.[what];
