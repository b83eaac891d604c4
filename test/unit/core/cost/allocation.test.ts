import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { allocate } from "../../../../core/cost/allocation.ts";
import { decimal, sum } from "../../../../core/money/amount.ts";

const claims = (...amounts: number[]) =>
  amounts.map((amount, index) => ({ owner: `tenant${String(index)}/web`, amount: decimal(amount) }));
const texts = (cost: string, capacity: number, target: number, ...amounts: number[]) => {
  const { shares, unsold, divisor } = allocate(decimal(cost), decimal(capacity), decimal(target), claims(...amounts));
  return { shares: shares.map(String), unsold: unsold.toFixed(), divisor: divisor.toFixed() };
};

describe("a shared cost", () => {
  test("is divided by what is meant to be sold: those who are there pay for the reserve, and not for what is not sold yet", () => {
    // 80 % of 100 are meant to be sold, so that one unit costs 1.25 of the 100.
    expect(texts("100", 100, 80, 10, 30)).toEqual({ shares: ["12.5", "37.5"], unsold: "50", divisor: "80" });
  });

  test("is borne by the claims alone where more is claimed than was meant to be sold", () => {
    expect(texts("100", 100, 50, 60, 20)).toEqual({ shares: ["75", "25"], unsold: "0", divisor: "80" });
  });

  test("is all unsold where nobody claims anything", () => {
    expect(texts("100", 100, 70)).toEqual({ shares: [], unsold: "100", divisor: "70" });
  });

  test("is cut off after ten decimals, and what is lost by that is unsold", () => {
    expect(texts("1", 3, 100, 1, 1, 1)).toEqual({
      shares: ["0.3333333333", "0.3333333333", "0.3333333333"],
      unsold: "0.0000000001",
      divisor: "3",
    });
  });

  const amounts = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 12 });
  const cost = fc.integer({ min: 0, max: 10 ** 12 }).map((units) => decimal(units).times("0.0000001"));
  const target = fc.integer({ min: 1, max: 10_000 }).map((percent) => decimal(percent).times("0.01"));
  const capacity = fc.integer({ min: 1, max: 20_000 }).map((amount) => decimal(amount));

  test("adds up exactly, and nobody bears less than nothing", () => {
    fc.assert(
      fc.property(cost, capacity, target, amounts, (whole, room, percent, claimed) => {
        const { shares, unsold } = allocate(whole, room, percent, claims(...claimed));
        expect(sum([...shares, unsold]).toFixed()).toBe(whole.toFixed());
        expect([...shares, unsold].every((part) => part.gte(0))).toBe(true);
      }),
    );
  });

  test("grows for nobody less than for nothing: a higher cost lowers no share", () => {
    fc.assert(
      fc.property(cost, cost, capacity, target, amounts, (whole, more, room, percent, claimed) => {
        const before = allocate(whole, room, percent, claims(...claimed)).shares;
        const after = allocate(whole.plus(more), room, percent, claims(...claimed)).shares;
        expect(after.every((share, index) => share.gte(before[index] ?? 0))).toBe(true);
      }),
    );
  });

  test("is the same for equal claims", () => {
    fc.assert(
      fc.property(cost, capacity, target, fc.integer({ min: 1, max: 5000 }), (whole, room, percent, claimed) => {
        const [first, second] = allocate(whole, room, percent, claims(claimed, claimed)).shares;
        expect(first?.toFixed()).toBe(second?.toFixed());
      }),
    );
  });
});
