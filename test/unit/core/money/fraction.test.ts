import { describe, expect, test } from "@jest/globals";

import fc from "fast-check";

import { decimal, zero } from "../../../../core/money/amount.ts";
import {
  fraction,
  isAbove,
  less,
  product,
  ratio,
  roundedFraction,
  smaller,
  sumOf,
  type Fraction,
} from "../../../../core/money/fraction.ts";

const third = fraction(decimal(100), 3);

test("thirds add up to the whole, and are rounded once", () => {
  expect(roundedFraction(sumOf([third, third, third]), 2, "down").toFixed()).toBe("100");
  expect(roundedFraction(third, 2, "up").toFixed()).toBe("33.34");
  expect(roundedFraction(less(fraction(decimal(1), 7), third), 4, "half-up").toFixed()).toBe("-33.1905");
});

test("parts of other wholes are compared and multiplied exactly", () => {
  const seventh = fraction(decimal(233.333), 7);
  expect([isAbove(third, seventh), isAbove(seventh, third), isAbove(third, third)]).toEqual([true, false, false]);
  expect(smaller(third, seventh)).toBe(seventh);
  expect(roundedFraction(product(third, fraction(decimal(3), 4)), 2, "down").toFixed()).toBe("25");
});

test("nothing is divided by zero, nor by less", () => {
  expect(() => fraction(decimal(1), zero)).toThrow(new RangeError("0 divides nothing"));
  expect(() => fraction(decimal(1), -2)).toThrow(new RangeError("-2 divides nothing"));
  expect(() => ratio(third, fraction(zero))).toThrow(new RangeError("0 divides nothing"));
  expect(sumOf([]).dividend.eq(0)).toBe(true);
});

describe("whatever the divisors are", () => {
  const money = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((amount) => decimal(amount / 10_000));
  const divisor = fc.oneof(
    fc.integer({ min: 1, max: 40_000 }),
    fc.constantFrom(28, 30, 31, 365, 366, 3650, 36_500),
    fc.integer({ min: 1, max: 40_000 }).map((part) => part / 1000),
  );
  const anyFraction = fc.tuple(money, divisor).map(([dividend, by]) => fraction(dividend, decimal(by)));
  const same = (a: Fraction, dividend: Fraction["dividend"], by: Fraction["divisor"]): boolean =>
    a.dividend.times(by).eq(dividend.times(a.divisor));

  test("sums, differences, products and ratios are what multiplying them out gives, over whole divisors", () => {
    fc.assert(
      fc.property(anyFraction, anyFraction, (a, b) => {
        const by = a.divisor.times(b.divisor);
        const [left, right] = [a.dividend.times(b.divisor), b.dividend.times(a.divisor)];
        expect(same(sumOf([a, b]), left.plus(right), by)).toBe(true);
        expect(same(less(a, b), left.minus(right), by)).toBe(true);
        expect(same(product(a, b), a.dividend.times(b.dividend), by)).toBe(true);
        if (right.gt(0)) expect(same(ratio(a, b), left, right)).toBe(true);
        for (const { divisor: whole } of [a, sumOf([a, b]), product(a, b)]) {
          expect([whole.gt(0), whole.eq(whole.round(0, 0))]).toEqual([true, true]);
        }
      }),
    );
  });

  test("a divisor that is a multiple of the other, and nothing, add no digits", () => {
    fc.assert(
      fc.property(anyFraction, money, fc.integer({ min: 1, max: 400 }), (a, dividend, times) => {
        const multiple = fraction(dividend, a.divisor.times(times));
        expect(sumOf([a, multiple]).divisor.lte(multiple.divisor)).toBe(true);
        expect(sumOf([multiple, a]).divisor.lte(multiple.divisor)).toBe(true);
        expect(less(a, fraction(zero, times)).divisor.lte(a.divisor)).toBe(true);
      }),
    );
  });
});
