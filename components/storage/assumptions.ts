import type { UsageAssumption } from "../../core/kinds/consumption.ts";
import { foundationAssumptions } from "../foundation/consumption.ts";
import { iaasAssumptions } from "../iaas/assumptions.ts";
import type { Assumed } from "../shared/consumed.ts";

/** What the costs of object storage depend on and no order says. */
export const storageAssumptions = {
  keyMillionRequests: foundationAssumptions.keyMillionRequests,
  accessLogGib: iaasAssumptions.accessLogGib,
  keptGib: {
    text: "What each bucket keeps, in all versions",
    unit: "GiB",
    usual: { low: 20, expected: 200, high: 2000 },
  },
  cooledPercent: {
    text: "How much of what is kept in a class is old enough for the next cheaper one",
    unit: "per cent",
    most: 100,
    usual: { low: 20, expected: 60, high: 90 },
  },
  writtenGib: {
    text: "What is written to each bucket",
    unit: "GiB a month",
    usual: { low: 2, expected: 20, high: 200 },
  },
  millionWrites: {
    text: "Requests to each bucket that write or list",
    unit: "million requests a month",
    usual: { low: 0.01, expected: 0.1, high: 1 },
  },
  millionReads: {
    text: "Requests to each bucket that read",
    unit: "million requests a month",
    usual: { low: 0.05, expected: 0.5, high: 5 },
  },
  retrievedGib: {
    text: "What is read of each bucket from each cheaper class",
    unit: "GiB a month",
    usual: { low: 0, expected: 2, high: 50 },
  },
  internetGib: {
    text: "What each bucket sends to the internet",
    unit: "GiB a month",
    usual: { low: 0, expected: 10, high: 200 },
  },
} as const satisfies Readonly<Record<string, UsageAssumption>>;

/** What is assumed of one subscription of object storage. */
export type StorageUse = Assumed<typeof storageAssumptions>;
