import { expect, test } from "@jest/globals";

import type { CostDocument } from "../../../core/results/costs.ts";
import { formatCosts } from "../../../reports/costReport.ts";
import { balanceOf, lineOf, tenantCostOf } from "../../helpers/balances.ts";

const gap = (subject: string) => ({ subject, reason: "nobody has it" });
const balance = balanceOf("100.00", "40.00");
const home = tenantCostOf("acme", balance, [lineOf("gateway", "40")]);
const abroad = {
  ...tenantCostOf("umbrella", balance, [{ ...lineOf("gateway", "44.4"), example: true }]),
  currency: "USD",
};

const told = (tenants: CostDocument["tenants"], lines = false, cells: CostDocument["cells"] = []): string =>
  formatCosts(
    {
      verb: "cost",
      day: "2026-12-01",
      currency: "EUR",
      tenants,
      by: "tenant",
      groups: [],
      total: { ...balance, gaps: [gap("disk.month")] },
      cells,
      least: [],
    },
    lines,
  );

/** The rows of a tenant, by their cells. */
const rowsOf = (text: string, tenant: string): string[][] =>
  text
    .split("\n")
    .filter((row) => row.startsWith(`${tenant}/`))
    .map((row) => row.trim().split(/\s{2,}/));

test("parts are in the currency of the tenant's contract, which is named where it is not the document's", () => {
  const text = told([home, abroad]);
  expect(rowsOf(text, "acme")).toEqual([["acme/web", "gateway", "40.00"]]);
  expect(rowsOf(text, "umbrella")).toEqual([["umbrella/web", "gateway", "44.40 USD*"]]);
  expect(text).toContain("Amounts are a month's, in EUR where no other currency is named, by the rates of 2026-12-01.");
});

test("lines have it beside the cost of one and of all", () => {
  const text = told([home, abroad], true);
  expect(rowsOf(text, "acme")).toEqual([["acme/web", "gateway", "a.rate.month", "1 month", "40", "40.00"]]);
  expect(rowsOf(text, "umbrella")).toEqual([
    ["umbrella/web", "gateway", "a.rate.month", "1 month", "44.4 USD*", "44.40 USD"],
  ]);
});

test("what has no rate has no currency", () => {
  const unknown = { ...lineOf("gateway", "1"), unitCost: null, amount: null };
  const text = told([{ ...tenantCostOf("umbrella", balance, [unknown]), currency: "USD" }], true);
  expect(rowsOf(text, "umbrella")).toEqual([["umbrella/web", "gateway", "a.rate.month", "1 month", "-", "no rate"]]);
});

test("where all are in one currency it is named once", () => {
  expect(told([home])).toContain("Amounts are a month's, in EUR, by the rates of 2026-12-01.");
});

test("what figures lack is told once, also what only a tenant in another currency lacks", () => {
  const lacking = (tenant: typeof home, ...subjects: string[]) => ({
    ...tenant,
    balance: { ...balance, gaps: subjects.map(gap) },
  });
  const toldOf = (tenants: CostDocument["tenants"]): string[] =>
    told(tenants)
      .split("\n")
      .filter((row) => row.startsWith("Without a rate: "));
  const [disk, money] = ["disk.month", "exchange.month"].map((subject) => `Without a rate: ${subject}: nobody has it`);
  expect(toldOf([lacking(abroad, "disk.month", "exchange.month")])).toEqual([disk, money]);
  expect(toldOf([lacking(home, "disk.month")])).toEqual([disk]);
});

test("a shared cell says whether its rates are examples or missing, and so does what stands below", () => {
  const cell = {
    cell: "main",
    cost: "9.00",
    soldPercent: "1.0",
    unsold: "1.00",
    contribution: "1.00",
    margin: "-8.00",
  };
  const rowOf = (example: boolean, gaps: string[]): string[] => {
    const text = told([home], false, [{ ...cell, breakEvenPercent: null, example, gaps }]);
    expect(text.includes("They contain example rates")).toBe(example);
    return text.split("\n").filter((row) => row.startsWith("main "));
  };
  expect(rowOf(false, [])).toEqual([expect.stringMatching(/ never +all$/)]);
  expect(rowOf(true, ["a.month", "b.month"])).toEqual([expect.stringMatching(/ never +example, 2 missing$/)]);
});
