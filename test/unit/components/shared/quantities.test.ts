import { expect, test } from "@jest/globals";

import {
  beyond,
  dividedBy,
  exactly,
  keptBackups,
  percentOf,
  plus,
  times,
} from "../../../../components/shared/quantities.ts";

const some = { low: 0.1, expected: 0.2, high: 0.3 };

test("products and sums have no errors of binary fractions", () => {
  expect(times(some, 3)).toEqual({ low: 0.3, expected: 0.6, high: 0.9 });
  expect(times(some, some)).toEqual({ low: 0.01, expected: 0.04, high: 0.09 });
  expect(plus(some, 0.2)).toEqual({ low: 0.3, expected: 0.4, high: 0.5 });
  expect([times(), plus()]).toEqual([exactly(1), exactly(0)]);
});

test("shares are per cent, and quotients have six decimals", () => {
  expect(percentOf({ low: 10, expected: 50, high: 100 }, 0.7)).toEqual({ low: 0.07, expected: 0.35, high: 0.7 });
  expect(dividedBy({ low: 1, expected: 2, high: 3 }, 3)).toEqual({ low: 0.333333, expected: 0.666667, high: 1 });
});

test("beyond what is included is nothing where less is used", () => {
  expect(beyond({ low: 5, expected: 10, high: 30.5 }, exactly(10.2))).toEqual({ low: 0, expected: 0, high: 20.3 });
});

test("backups keep the whole once, and what changes of it each day", () => {
  expect(keptBackups(exactly(100), { low: 0, expected: 1, high: 2 }, 35)).toEqual({
    low: 100,
    expected: 135,
    high: 170,
  });
});
