import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { decimal, decimalText, sum, zero, type Decimal } from "../../../../core/money/amount.ts";
import { decimalsOf, quotient, rounded, type RoundingMode } from "../../../../core/money/rounding.ts";
import { shares } from "../../../../core/money/shares.ts";

const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
/** By what is divided: by small ones as often, of which many leave a half. */
const divisors = fc.oneof(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 1_000_000 }));

/** An amount in cents as it is written. */
function written(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

describe("decimals", () => {
  test.each([
    [490, 2, "490.00"],
    [0.08, 2, "0.08"],
    ["0.0852", 2, "0.0852"],
    [1e-7, 2, "0.0000001"],
    ["-0", 2, "0.00"],
    [1e21, 0, "1000000000000000000000"],
  ])("%p is written with %p decimals as %s", (value, decimals, text) => {
    expect(decimalText(decimal(value), decimals)).toBe(text);
  });

  test.each(["", "NaN", "1,5", "Infinity", "0x10", " 1"])("%j is none", (text) => {
    expect(() => decimal(text)).toThrow(RangeError);
  });

  test("a sum is exact, whatever is added", () => {
    fc.assert(
      fc.property(fc.array(cents), (amounts) => {
        const total = sum(amounts.map((amount) => decimal(written(amount))));
        expect(decimalText(total, 2)).toBe(written(amounts.reduce((all, amount) => all + amount, 0n)));
      }),
    );
  });
});

describe("rounding", () => {
  test.each<[RoundingMode, readonly string[]]>([
    ["half-up", ["0.13", "0.14", "-0.13", "0.12", "0.13"]],
    ["half-even", ["0.12", "0.14", "-0.12", "0.12", "0.13"]],
    ["up", ["0.13", "0.14", "-0.13", "0.13", "0.13"]],
    ["down", ["0.12", "0.13", "-0.12", "0.12", "0.12"]],
  ])("%s", (mode, expected) => {
    const amounts = ["0.125", "0.135", "-0.125", "0.1201", "0.1299"];
    expect(amounts.map((amount) => decimalText(rounded(decimal(amount), 2, mode), 2))).toEqual(expected);
  });

  test("a quotient is rounded once, by what the whole division leaves", () => {
    // 1/3 of 0.375 is 0.125, and 0.12500001 is above the half that 0.125 is.
    expect(decimalText(quotient(decimal("0.375"), decimal(3), 2, "half-even"))).toBe("0.12");
    expect(decimalText(quotient(decimal("0.37500003"), decimal(3), 2, "half-even"))).toBe("0.13");
    expect(() => quotient(decimal(1), zero, 2, "down")).toThrow(RangeError);
  });

  // 1/8 and 3/8 are at a half of a hundredth, as are their negatives, and 1/3 and 2/3 are below and above one.
  test.each<[RoundingMode, readonly string[]]>([
    ["half-up", ["0.13", "0.38", "-0.13", "-0.38", "0.33", "0.67", "-0.33", "-0.67"]],
    ["half-even", ["0.12", "0.38", "-0.12", "-0.38", "0.33", "0.67", "-0.33", "-0.67"]],
    ["up", ["0.13", "0.38", "-0.13", "-0.38", "0.34", "0.67", "-0.34", "-0.67"]],
    ["down", ["0.12", "0.37", "-0.12", "-0.37", "0.33", "0.66", "-0.33", "-0.66"]],
  ])("of quotients, %s", (mode, expected) => {
    const quotients = [
      [1, 8],
      [3, 8],
      [-1, 8],
      [3, -8],
      [1, 3],
      [2, 3],
      [1, -3],
      [-2, 3],
    ] as const;
    const made = quotients.map(([dividend, divisor]) => quotient(decimal(dividend), decimal(divisor), 2, mode));
    expect(made.map((amount) => decimalText(amount, 2))).toEqual(expected);
  });

  test.each<[RoundingMode, (back: Decimal, dividend: Decimal, unit: Decimal) => boolean]>([
    ["down", (back, dividend, unit) => back.lte(dividend) && dividend.minus(back).lt(unit)],
    ["up", (back, dividend, unit) => back.gte(dividend) && back.minus(dividend).lt(unit)],
    [
      "half-up",
      (back, dividend, unit) => back.minus(dividend).times(2).lte(unit) && dividend.minus(back).times(2).lt(unit),
    ],
    ["half-even", (back, dividend, unit) => back.minus(dividend).abs().times(2).lte(unit)],
  ])("a quotient times the divisor is off by what %s lets it be", (mode, isWithin) => {
    fc.assert(
      fc.property(cents, divisors, (amount, by) => {
        const dividend = decimal(written(amount));
        const back = quotient(dividend, decimal(by), 2, mode).times(by);
        // Amounts without their signs: `down` is towards zero, and `up` away from it.
        expect(isWithin(back.abs(), dividend.abs(), decimal("0.01").times(by).abs())).toBe(true);
        expect(back.times(dividend).gte(0)).toBe(true);
      }),
    );
  });

  test("currencies have the decimals of ISO 4217", () => {
    expect(["EUR", "JPY", "KWD"].map(decimalsOf)).toEqual([2, 0, 3]);
  });
});

describe("shares", () => {
  test("the units that are left go to those that lost most, among equals to the first", () => {
    const weights = [1, 1, 1].map((weight) => decimal(weight));
    expect(shares(decimal("1.00"), weights, 2).map((share) => decimalText(share, 2))).toEqual(["0.34", "0.33", "0.33"]);
    expect(
      shares(decimal("0.02"), [decimal(1), decimal(8), decimal(0)], 2).map((share) => decimalText(share, 2)),
    ).toEqual(["0.00", "0.02", "0.00"]);
  });

  test("shares add up to the whole, and none is off by a unit", () => {
    const weight = fc.integer({ min: 0, max: 1_000 });
    const amounts = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const weights = fc.array(weight, { minLength: 1, maxLength: 20 }).filter((all) => all.some((one) => one > 0));
    fc.assert(
      fc.property(amounts, weights, (amount, all) => {
        const whole = decimal(written(amount));
        const parts = shares(
          whole,
          all.map((one) => decimal(one)),
          2,
        );
        expect(decimalText(sum(parts), 2)).toBe(decimalText(whole, 2));
        const total = all.reduce((a, b) => a + b, 0);
        parts.forEach((part, index) => {
          const off = part.times(total).minus(whole.times(all[index] ?? 0));
          expect(off.abs().lt(decimal("0.01").times(total))).toBe(true);
        });
      }),
    );
  });

  test.each([
    ["no weight", "1.00", [0, 0]],
    ["a negative weight", "1.00", [2, -1]],
    ["a negative amount", "-1.00", [1]],
    ["more decimals than there are", "1.001", [1]],
  ])("%s is refused", (_what, amount, weights) => {
    expect(() => shares(decimal(amount), weights.map(decimal), 2)).toThrow(RangeError);
  });
});
