import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { equalParts } from "../../../../core/cost/equalParts.ts";
import { decimal, sum } from "../../../../core/money/amount.ts";

test("what is not divided stays exact", () => {
  const [part] = equalParts(decimal("0.5"), decimal("0.123456789012"), 1);
  expect([part?.quantity.toFixed(), part?.amount.toFixed()]).toEqual(["0.5", "0.123456789012"]);
});

test("the first parts are larger by the last decimal where they cannot be equal", () => {
  const parts = equalParts(decimal(1), decimal(20), 3);
  expect(parts.map(({ amount }) => amount.toFixed())).toEqual(["6.6666666667", "6.6666666667", "6.6666666666"]);
  expect(parts.map(({ quantity }) => quantity.toFixed())).toEqual(["0.3333333333", "0.3333333333", "0.3333333333"]);
});

test("parts add up to the amount with ten decimals", () => {
  const amount = fc.integer({ min: 0, max: 10 ** 14 }).map((units) => decimal(units).times("0.0000000001"));
  fc.assert(
    fc.property(amount, fc.integer({ min: 1, max: 60 }), (whole, count) => {
      expect(sum(equalParts(decimal(1), whole, count).map((part) => part.amount)).toFixed()).toBe(whole.toFixed());
    }),
  );
});
