import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { breakEven } from "../../../../core/margin/breakEven.ts";
import { groupCosts, groupings } from "../../../../core/margin/groupCosts.ts";
import { leastProfitable, sortOfPart } from "../../../../core/margin/leastProfitable.ts";
import { changeOf, changesNothing, sumMoney } from "../../../../core/margin/money.ts";
import { sumBalances } from "../../../../core/cost/sumBalances.ts";
import { useOf } from "../../../../core/margin/useOf.ts";
import { decimal, decimalText, sum } from "../../../../core/money/amount.ts";
import { balanceOf, lineOf, tenantCostOf } from "../../../helpers/balances.ts";

const cents = fc.integer({ min: 0, max: 10_000_000 }).map((amount) => (amount / 100).toFixed(2));
const name = fc.constantFrom("a", "b", "c");
const tenant = fc
  .record({ id: name, price: cents, cost: cents, service: name, tier: name, cell: name })
  .map(({ id, price, cost, service, tier, cell }) =>
    tenantCostOf(id, balanceOf(price, cost), [], { service, tier: `${tier}@1`, cell }),
  );

test("groups add up to the total to the cent, whatever they are made by", () => {
  fc.assert(
    fc.property(fc.array(tenant, { maxLength: 20 }), fc.constantFrom(...groupings), (tenants, by) => {
      const total = sumBalances(tenants.map(({ balance }) => balance));
      const groups = groupCosts(tenants, by);
      for (const side of ["price", "margin"] as const) {
        expect(decimalText(sum(groups.map(({ balance }) => decimal(balance[side]))), 2)).toBe(total[side]);
      }
      expect(groups.reduce((all, { subscriptions }) => all + subscriptions, 0)).toBe(tenants.length);
    }),
  );
});

test("a sum is an example, and lacks something, where one of its parts does", () => {
  const gap = { subject: "a.rate.month", reason: "no price book has it" };
  const whole = sumBalances([
    balanceOf("100.00", "40.00", { gaps: [gap] }),
    balanceOf("50.00", "60.00", { example: true, gaps: [gap] }),
  ]);
  expect(whole).toMatchObject({ price: "150.00", margin: "50.00", marginPercent: "33.3", example: true, gaps: [gap] });
  expect(whole.hourly).toBe("0.1370");
  expect(sumBalances([]).marginPercent).toBeNull();
});

test("a cell pays for itself where what is contributed covers its cost", () => {
  const shared = lineOf("share of main: vcpu", "30.00", "cell");
  const own = lineOf("support plan business", "20.00", "support");
  const figures = { cost: decimal(1000), unsold: decimal(940), soldPercent: decimal(10) };
  const month = { cell: "main", ...figures, example: false, gaps: [] };
  const two = ["a", "b"].map((id) => tenantCostOf(id, balanceOf("120.00", "50.00"), [shared, own]));
  // Each contributes 100.00, so that a tenth of the capacity brings 200.00 and a half brings 1000.00.
  expect(breakEven(month, two)).toMatchObject({ contribution: "200.00", margin: "-800.00", breakEvenPercent: "50.0" });
  const loss = [tenantCostOf("a", balanceOf("10.00", "50.00"), [shared, own])];
  expect(breakEven(month, loss).breakEvenPercent).toBeNull();
  expect(breakEven({ ...month, soldPercent: decimal(0) }, two).breakEvenPercent).toBeNull();
  expect(breakEven(month, two)).toMatchObject({ example: false, gaps: [] });
});

test("what a cell breaks even at is an example, and lacks something, where its cost or what is contributed does", () => {
  const gap = (subject: string) => ({ subject, reason: "no price book has it" });
  const figures = { cost: decimal(1000), unsold: decimal(940), soldPercent: decimal(10) };
  const month = { cell: "main", ...figures, example: false, gaps: [gap("node.month")] };
  const lacking = balanceOf("120.00", "50.00", { example: true, gaps: [gap("disk.month"), gap("node.month")] });
  const marks = (of: typeof month, cell: string) => {
    const { example, gaps } = breakEven(of, [tenantCostOf("a", lacking, [], { cell })]);
    return { example, gaps };
  };
  expect(marks(month, "main")).toEqual({ example: true, gaps: ["disk.month", "node.month"] });
  expect(marks(month, "other")).toEqual({ example: false, gaps: ["node.month"] });
  expect(marks({ ...month, example: true, gaps: [] }, "other")).toEqual({ example: true, gaps: [] });
});

test("the least profitable come first, with their largest parts beside the median of their tier", () => {
  const of = (id: string, price: string, database: string) =>
    tenantCostOf(id, balanceOf(price, database), [lineOf(`database "${id}"`, database)]);
  const fleet = [of("a", "100.00", "90.00"), of("b", "100.00", "10.00"), of("c", "0.00", "20.00")];
  const least = leastProfitable(fleet, fleet, 2);
  expect(least.map(({ tenant: id, marginPercent }) => [id, marginPercent])).toEqual([
    ["c", null],
    ["a", "10.0"],
  ]);
  expect(least[1]?.parts).toEqual([
    { subscription: "web", part: "database", amount: "90.00", median: "20.00", peers: 3 },
  ]);
  // Of two the median is between them.
  expect(leastProfitable(fleet, fleet.slice(0, 2), 2)[1]?.parts[0]?.median).toBe("50.00");
});

test.each([
  ['database "main"', "database"],
  ['backups of database of "prod"', "backups of database of"],
  ["support plan business", "support plan business"],
  ['"x"', '"x"'],
])("%s is of the sort %s", (part, sort) => {
  expect(sortOfPart(part)).toBe(sort);
});

test("a change counts a side that is not there as nothing", () => {
  const money = {
    currency: "EUR",
    price: "100.00",
    cost: "40.00",
    margin: "60.00",
    marginPercent: "60.0",
    example: false,
    gaps: [],
  };
  expect(changeOf(undefined, money)).toMatchObject({ before: null, price: "100.00", cost: "40.00", margin: "60.00" });
  expect(changeOf(money, undefined)).toMatchObject({ after: null, price: "-100.00", cost: "-40.00", margin: "-60.00" });
  expect(changesNothing(changeOf(money, money))).toBe(true);
  expect(sumMoney([money, { ...money, cost: "140.00", example: true, gaps: ["x"] }])).toEqual({
    ...money,
    price: "200.00",
    cost: "180.00",
    margin: "20.00",
    marginPercent: "10.0",
    example: true,
    gaps: ["x"],
  });
  expect(sumMoney([])).toBeUndefined();
});

test("use is the mean over what is granted; what is not granted does not count", () => {
  const demand = { machines: { amount: 1, path: [] }, vcpu: { amount: 4, path: [] }, volumes: { amount: 0, path: [] } };
  expect(useOf(demand, { machines: 2, vcpu: 4, volumes: 0 })).toBe("75.0");
  expect(useOf(demand, { volumes: 3 })).toBe("0.0");
  expect(useOf({}, {})).toBe("0.0");
});
