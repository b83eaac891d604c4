/** The page on which the example's costs are worked out by hand, and the program, come to the same. */
import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { serviceKinds } from "../../../components/registry.ts";
import { estateCosts } from "../../../core/cost/estateCosts.ts";
import { loadEstate } from "../../../core/estate/loadEstate.ts";
import { decimal, decimalText } from "../../../core/money/amount.ts";
import { root } from "../../helpers/cli.ts";
import { estateFiles, exampleTexts } from "../../helpers/estateFiles.ts";

const page = readFileSync(join(root, "docs/reference/costs-example.md"), "utf8");
const { estate } = loadEstate(estateFiles(exampleTexts()), "estate", serviceKinds);
if (estate === undefined) throw new TypeError("the example estate is not right");
const { costOf, cells } = estateCosts(estate, serviceKinds, "2026-12-01");
const costs = estate.tenants.map(({ resolved }) => costOf(resolved));

/** The rows of the table under a heading. */
function tableUnder(heading: string): string[][] {
  const [, after = ""] = page.split(`## ${heading}\n`);
  const [section = ""] = after.split("\n## ");
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test("of every subscription", () => {
  const rows = costs.flatMap(({ tenant, subscriptions }) =>
    subscriptions.map(({ subscription, balance }) => {
      const { price, cost, margin } = balance;
      return [`${tenant}/${subscription}`, price, cost.low, cost.expected, cost.high, margin];
    }),
  );
  expect(tableUnder("What each tenant comes to")).toEqual(rows);
  expect(costs.flatMap(({ balance }) => balance.gaps)).toEqual([]);
});

test("of each line of a bucket, before it is exchanged", () => {
  const lines = costs.find(({ tenant }) => tenant === "acme")?.subscriptions[0]?.lines ?? [];
  const ofBucket = lines.filter(({ part }) => part === 'bucket "assets"');
  expect(ofBucket).toHaveLength(4);
  const rows = ofBucket.map(({ rate, quantity, unitCost, amount }) => {
    const inDollars = (euros: string): string => decimalText(decimal(euros).div(decimal("0.86")));
    return [rate, quantity.expected, inDollars(unitCost ?? ""), inDollars(amount?.expected ?? "")];
  });
  expect(tableUnder("acme: two buckets")).toEqual(rows);
});

test("of the cell, of which the shares and what is unsold add up to its cost", () => {
  const [cell] = cells;
  expect(decimalText(cell?.cost ?? decimal(0))).toBe("1456.59");
  expect(page).toContain(`**${decimalText(cell?.unsold ?? decimal(0))}**`);
});

test("in every sum that is written out", () => {
  const sums = [
    ...page.replaceAll("\n", " ").matchAll(/((?:\d+(?:\.\d+)? +\+ +)+\d+(?:\.\d+)?) +=[\s*]+(\d+(?:\.\d+)?)/g),
  ];
  expect(sums.length).toBeGreaterThan(15);
  const wrong = sums.filter(([, parts = "", total = ""]) => {
    const added = parts.split("+").reduce((all, part) => all.plus(decimal(part.trim())), decimal(0));
    return !added.eq(decimal(total));
  });
  expect(wrong.map(([written]) => written)).toEqual([]);
});
