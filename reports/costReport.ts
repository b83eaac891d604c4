import { counted } from "../core/counted.ts";
import { visible } from "../core/diagnostics/visible.ts";
import { decimal, decimalText, sum } from "../core/money/amount.ts";
import type { Balance, CostLine, TenantCost } from "../core/results/cost.ts";
import type { BreakEven, CostDocument, CostGroup, LeastProfitable, WhatIfResult } from "../core/results/costs.ts";
import { cents, percentOrNone } from "./moneyText.ts";
import { formatTable } from "./table.ts";

/** Up to so many tenants are told part by part without being asked for. */
const fewTenants = 10;

/**
 * The end of `cost`: a row for each group with price, cost by source and margin, then parts, shared cells and who is least
 * profitable, and at the end what the figures lack. Amounts are shown to the cent; the document has them exactly. Parts of a tenant whose
 * contract is in another currency than the document have it beside each amount.
 *
 * @param lines whether every line of cost is told.
 */
export function formatCosts(document: CostDocument, lines = false): string {
  const { day, currency, tenants, by, groups, total, cells, least, whatIf } = document;
  const others = tenants.some((tenant) => tenant.currency !== currency) ? " where no other currency is named" : "";
  const blocks = [
    groupTable(groups, total, by, tenants, currency),
    ...(lines
      ? tenants.map((tenant) => linesOf(tenant, currency))
      : tenants.length <= fewTenants
        ? [partsTable(tenants, currency)]
        : []),
    ...(cells.length > 0 ? [cellTable(cells)] : []),
    ...(least.length > 0 && tenants.length > 1 ? [leastOf(least)] : []),
    ...(whatIf === undefined ? [] : [whatIfOf(whatIf)]),
    [`Amounts are a month's, in ${currency}${others}, by the rates of ${day}.`, ...lacking(allOf(document))].join("\n"),
  ];
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** What is said of the rates of all figures: of the total, of shared cells, and of tenants whose own currency is another. */
function allOf({ total, tenants, cells, currency }: CostDocument): Pick<Balance, "example" | "gaps"> {
  const others = tenants.filter((tenant) => tenant.currency !== currency).map(({ balance }) => balance);
  const gaps = new Map([total, ...others].flatMap((one) => one.gaps).map((gap) => [JSON.stringify(gap), gap]));
  return { example: [total, ...others, ...cells].some(({ example }) => example), gaps: [...gaps.values()] };
}

/** What figures lack, and that they are examples; nothing where all is known. */
export function lacking({ example, gaps }: Pick<Balance, "example" | "gaps">): string[] {
  return [
    ...(example ? ["They contain example rates, which were read nowhere (*)."] : []),
    ...gaps.map(({ subject, reason }) => visible(`Without a rate: ${subject}: ${reason}`)),
  ];
}

function groupTable(
  groups: readonly CostGroup[],
  total: Balance,
  by: CostDocument["by"],
  tenants: readonly TenantCost[],
  currency: string,
): string {
  if (groups.length === 0) return "Nobody orders anything.";
  const heading = [by.toUpperCase(), `PRICE ${currency}`, "COST", "LOW-HIGH", "SUPPORT", "MARGIN", "MARGIN %", "RATES"];
  const tiersOf = new Map(
    tenants.map(({ tenant, subscriptions }) => [
      tenant,
      subscriptions.map(({ service, tier }) => `${service}/${tier}`).join(", "),
    ]),
  );
  const named = ({ name, tenants: count }: CostGroup): string =>
    visible(by === "tenant" ? `${name} ${tiersOf.get(name) ?? ""}`.trim() : `${name} (${counted(count, "tenant")})`);
  const rows = groups.map((group) => [named(group), ...figures(group.balance)]);
  return formatTable(heading, groups.length > 1 ? [...rows, ["all", ...figures(total)]] : rows);
}

function figures({ price, cost, support, margin, marginPercent, example, gaps }: Balance): string[] {
  return [
    cents(price),
    cents(cost.expected),
    `${cents(cost.low)}-${cents(cost.high)}`,
    cents(support),
    cents(margin),
    percentOrNone(marginPercent),
    ratesOf(example, gaps.length),
  ];
}

/** Whether all rates are there, and were read somewhere. */
function ratesOf(example: boolean, missing: number): string {
  const marks = [...(example ? ["example"] : []), ...(missing > 0 ? [`${String(missing)} missing`] : [])];
  return marks.join(", ") || "all";
}

/** The currency of a tenant's amounts where the document has another. */
function foreign({ currency }: TenantCost, usual: string): string {
  return currency === usual ? "" : ` ${currency}`;
}

function partsTable(tenants: readonly TenantCost[], usual: string): string {
  const rows = tenants.flatMap((cost) =>
    cost.subscriptions.flatMap(({ subscription, lines }) =>
      [...Map.groupBy(lines, ({ part }) => part)].map(([part, of]) => {
        const amount = sum(of.map((line) => decimal(line.amount?.expected ?? "0")));
        const missing = of.filter((line) => line.amount === null).length;
        const marks = `${of.some(({ example }) => example) ? "*" : ""}${missing > 0 ? " and what has no rate" : ""}`;
        const shown = `${cents(decimalText(amount))}${foreign(cost, usual)}${marks}`;
        return [visible(`${cost.tenant}/${subscription}`), visible(part), visible(shown)];
      }),
    ),
  );
  return rows.length === 0 ? "" : formatTable(["SUBSCRIPTION", "PART", "COST"], rows);
}

function linesOf(cost: TenantCost, usual: string): string {
  const currency = foreign(cost, usual);
  const rows = cost.subscriptions.flatMap(({ subscription, lines }) =>
    lines.map((line) => [
      visible(`${cost.tenant}/${subscription}`),
      visible(line.part),
      visible(line.rate),
      `${line.quantity.expected} ${line.unit}`,
      line.unitCost === null ? "-" : visible(`${line.unitCost}${currency}${line.example ? "*" : ""}`),
      visible(`${amountOf(line)}${line.amount === null ? "" : currency}`),
    ]),
  );
  return rows.length === 0 ? "" : formatTable(["SUBSCRIPTION", "PART", "RATE", "QUANTITY", "OF ONE", "A MONTH"], rows);
}

function amountOf({ amount }: CostLine): string {
  if (amount === null) return "no rate";
  const { low, expected, high } = amount;
  return low === high ? cents(expected) : `${cents(expected)} (${cents(low)}-${cents(high)})`;
}

function cellTable(cells: readonly BreakEven[]): string {
  const rows = cells.map(({ cell, cost, soldPercent, contribution, margin, breakEvenPercent, example, gaps }) => [
    visible(cell),
    cents(cost),
    `${soldPercent} %`,
    cents(contribution),
    cents(margin),
    breakEvenPercent === null ? "never" : `${breakEvenPercent} %`,
    ratesOf(example, gaps.length),
  ]);
  const heading = ["SHARED CELL", "COST", "SOLD", "CONTRIBUTED", "MARGIN", "BREAK-EVEN AT", "RATES"];
  return formatTable(heading, rows);
}

function leastOf(least: readonly LeastProfitable[]): string {
  return [
    "Least profitable:",
    ...least.flatMap(({ tenant, margin, marginPercent, parts }) => [
      visible(`  ${tenant}: ${cents(margin)} (${percentOrNone(marginPercent)})`),
      ...parts.map(({ subscription, part, amount, median, peers }) => {
        const compared = peers === 1 ? "nobody else has its tier" : `the median of its tier is ${cents(median)}`;
        return visible(`    ${subscription}: ${part} ${cents(amount)}; ${compared}`);
      }),
    ]),
  ].join("\n");
}

function whatIfOf({ assumed, before, after, tenants }: WhatIfResult): string {
  const row = (name: string, was: WhatIfResult["before"], becomes: WhatIfResult["after"]): string[] => [
    visible(name),
    ...(["price", "cost", "margin"] as const).map((of) => `${cents(was[of])} → ${cents(becomes[of])}`),
    `${percentOrNone(was.marginPercent)} → ${percentOrNone(becomes.marginPercent)}`,
  ];
  const rows = [
    ...tenants.map(({ tenant, before: was, after: becomes }) => row(tenant, was, becomes)),
    ...(tenants.length > 1 ? [row("all", before, after)] : []),
  ];
  return [
    ...assumed.map((sentence) => visible(`What if: ${sentence}`)),
    formatTable(["TENANT", "PRICE", "COST", "MARGIN", "MARGIN %"], rows),
  ].join("\n");
}
