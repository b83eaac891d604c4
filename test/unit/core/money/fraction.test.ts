import { expect, test } from "@jest/globals";

import { decimal, zero } from "../../../../core/money/amount.ts";
import { fraction, isAbove, less, product, roundedFraction, smaller, sumOf } from "../../../../core/money/fraction.ts";

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
  expect(sumOf([]).dividend.eq(0)).toBe(true);
});
