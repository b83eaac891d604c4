import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { storage } from "../../../../components/storage/kind.ts";
import type { Range, Usage } from "../../../../core/kinds/consumption.ts";
import type { Json } from "../../../../core/kinds/serviceKind.ts";
import { fullFeatures, fullOrder, leastFeatures, storageBundle } from "../../../helpers/storagePlan.ts";

const exactly = (amount: number): Range => ({ low: amount, expected: amount, high: amount });

/** What is expected of each rate and region. */
function expectedOf(spec: object, features: object, usage: Usage = {}): Record<string, number> {
  const bundle = storageBundle(spec, features) as unknown as Json;
  const totals = new Map<string, number>();
  for (const { rate, region, quantity } of storage.consumption(bundle, usage).flatMap(({ charges }) => charges)) {
    const key = `${rate} ${region ?? ""}`.trim();
    totals.set(key, (totals.get(key) ?? 0) + quantity.expected);
  }
  return Object.fromEntries(totals);
}

const usage: Usage = {
  keptGib: exactly(1000),
  cooledPercent: exactly(60),
  writtenGib: exactly(100),
  millionWrites: exactly(1),
  millionReads: exactly(2),
  retrievedGib: exactly(5),
  internetGib: exactly(7),
};

test("a bucket of the least tier keeps all in one class, and pays for requests and what it sends", () => {
  expect(expectedOf({ buckets: ["assets"] }, leastFeatures, usage)).toEqual({
    "aws.s3.standard.gibMonth": 1000,
    "aws.s3.standard.write.million": 1,
    "aws.s3.standard.read.million": 2,
    "aws.transfer.internet.gib": 7,
  });
});

test("with cheaper classes what is kept is divided, with a replica it is kept again elsewhere", () => {
  const transitions = [
    { afterDays: 30, storageClass: "STANDARD_IA" },
    { afterDays: 90, storageClass: "GLACIER_IR" },
  ];
  const features = { ...fullFeatures, lifecycle: { noncurrentDays: 90, transitions }, accessLogs: undefined };
  expect(expectedOf({ buckets: ["assets"] }, features, usage)).toEqual({
    "aws.kms.key.month": 1,
    "aws.kms.request.million": 0.1,
    "aws.kms.key.month eu-west-1": 1,
    "aws.kms.request.million eu-west-1": 0.1,
    "aws.s3.standard.gibMonth": 400,
    "aws.s3.infrequentAccess.gibMonth": 240,
    "aws.s3.glacierInstant.gibMonth": 360,
    "aws.s3.infrequentAccess.write.million": 0.6,
    "aws.s3.glacierInstant.write.million": 0.6,
    "aws.s3.infrequentAccess.retrieval.gib": 5,
    "aws.s3.glacierInstant.retrieval.gib": 5,
    "aws.s3.standard.write.million": 1,
    "aws.s3.standard.read.million": 2,
    "aws.transfer.internet.gib": 7,
    "aws.transfer.betweenRegions.gib": 100,
    "aws.s3.glacierInstant.gibMonth eu-west-1": 1000,
    "aws.s3.glacierInstant.write.million eu-west-1": 1,
  });
});

test("a quota with something to stop is an action of a budget, and of two nothing is paid", () => {
  const action = (spec: object) =>
    storage
      .consumption(storageBundle(spec) as unknown as Json, {})
      .filter(({ type }) => type === "aws:budgets/budgetAction:BudgetAction")
      .map(({ count, charges }) => [count, charges.map(({ rate, quantity }) => [rate, quantity])]);
  expect(action(fullOrder)).toEqual([[1, [["aws.budgets.actions.month", { low: 0, expected: 1, high: 1 }]]]]);
  expect(action({ buckets: ["assets"] })).toEqual([]);
});

test("who orders more is expected to use no less of anything", () => {
  const count = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(count, count, fc.constantFrom(fullFeatures, leastFeatures), (few, more, features) => {
      const order = (buckets: number) => ({
        buckets: Array.from({ length: buckets }, (_, index) => `b-${String(index)}`),
      });
      const less = expectedOf(order(few), features);
      const all = expectedOf(order(few + more), features);
      for (const [rate, amount] of Object.entries(less)) expect(all[rate]).toBeGreaterThanOrEqual(amount);
    }),
  );
});
