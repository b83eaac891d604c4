import { describe, expect, test } from "@jest/globals";
import { assert, bigInt, integer, property } from "fast-check";

import { quotientText, unitsOf, unitsPerOne } from "../../../../core/service/decimal.ts";

describe("units", () => {
  test.each([
    [0, 0n],
    [99.9, 99_900_000_000_000n],
    [0.0001, 100_000_000n],
    [1_000_000_000, 1_000_000_000n * unitsPerOne],
  ])("of %p", (value, units) => {
    expect(unitsOf(value)).toBe(units);
  });

  test.each([1e-7, 1e21, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    "are refused for %p, which is not written plainly",
    (value) => {
      expect(() => unitsOf(value)).toThrow(RangeError);
    },
  );
});

describe("a quotient as text", () => {
  test.each([
    [1n, 3n, 4, "0.3333", "0.3333"],
    [2n, 3n, 4, "0.6666", "0.6667"],
    [1n, 8n, 2, "0.12", "0.13"],
    [5n, 2n, 0, "2", "3"],
    [0n, 7n, 2, "0.00", "0.00"],
    [199n, 100n, 1, "1.9", "2.0"],
  ])("of %p and %p with %p decimals", (dividend, divisor, decimals, cut, rounded) => {
    expect(quotientText(dividend, divisor, decimals, "cut")).toBe(cut);
    expect(quotientText(dividend, divisor, decimals, "half-up")).toBe(rounded);
  });

  test("lies within half a unit of the last place, and cut off never above the quotient", () => {
    const whole = bigInt({ min: 0n, max: 10n ** 18n });
    assert(
      property(
        whole,
        bigInt({ min: 1n, max: 10n ** 12n }),
        integer({ min: 0, max: 6 }),
        (dividend, divisor, decimals) => {
          const unit = 10n ** BigInt(decimals);
          const given = (rounding: "cut" | "half-up"): bigint =>
            BigInt(quotientText(dividend, divisor, decimals, rounding).replace(".", ""));
          const twice = 2n * (given("half-up") * divisor - dividend * unit);
          expect(twice <= divisor && twice > -divisor).toBe(true);
          const missing = dividend * unit - given("cut") * divisor;
          expect(missing >= 0n && missing < divisor).toBe(true);
        },
      ),
    );
  });
});
