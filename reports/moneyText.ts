import { counted } from "../core/counted.ts";
import { visible } from "../core/diagnostics/visible.ts";
import { changesNothing, sumMoney } from "../core/margin/money.ts";
import { decimal, decimalText, sum } from "../core/money/amount.ts";
import { rounded } from "../core/money/rounding.ts";
import type { Money, MoneyChange } from "../core/results/costs.ts";
import { formatTable } from "./table.ts";

/** How many things without a rate are named. */
const gapsTold = 5;

/** To the cent, as people read it. */
export function cents(amount: string): string {
  return decimalText(rounded(decimal(amount), 2, "half-up"), 2);
}

/** A change to the cent, with its sign: `+12.00`. */
export function signed(amount: string): string {
  const text = cents(amount);
  return text.startsWith("-") || decimal(text).eq(0) ? text : `+${text}`;
}

/** A margin in per cent, or that there is no price that it could be of. */
export function percentOrNone(percent: string | null): string {
  return percent === null ? "-" : `${percent} %`;
}

/** The heading of the columns of {@link moneyCells}. */
export const moneyHeading: readonly string[] = ["PRICE", "COST", "MARGIN", "MARGIN %"];

/** What a month brings and takes as cells of a row; examples have a mark. */
export function moneyCells(money: Money | null | undefined): string[] {
  if (money === null || money === undefined) return moneyHeading.map(() => "-");
  const { price, cost, margin, marginPercent, example, gaps } = money;
  const marks = `${example ? "*" : ""}${gaps.length > 0 ? "?" : ""}`;
  return [cents(price), `${cents(cost)}${marks}`, cents(margin), percentOrNone(marginPercent)];
}

/** What the marks of {@link moneyCells} mean, where there are any, and the currency. */
export function moneyNotes(all: readonly Money[]): string[] {
  const total = sumMoney(all);
  if (total === undefined) return [];
  const { currency, example, gaps } = total;
  const more = gaps.length - gapsTold;
  const named = `${gaps.slice(0, gapsTold).join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
  return [
    visible(`Amounts are a month's, in ${currency}.${example ? " * contains example rates." : ""}`),
    ...(gaps.length > 0 ? [visible(`? without a rate: ${named}`)] : []),
  ];
}

/** By how much price, cost and margin grow: `price +20.00, cost +5.00, margin +15.00`. */
export function changeCell(change: MoneyChange): string {
  if (change.before === null) return "nothing runs";
  if (changesNothing(change)) return "none";
  return `price ${signed(change.price)}, cost ${signed(change.cost)}, margin ${signed(change.margin)}`;
}

/** Changes of tenants' money as a table, those that stay as they are left out; empty where all do. */
export function moneyChangeTable(changes: readonly (readonly [tenant: string, change: MoneyChange])[]): string {
  const changing = changes.filter(([, change]) => !changesNothing(change));
  if (changing.length === 0) return "";
  const side = (of: "price" | "cost" | "margin", { before, after, ...change }: MoneyChange): string =>
    `${before === null ? "-" : cents(before[of])} → ${after === null ? "-" : cents(after[of])} (${signed(change[of])})`;
  const rows = changing.map(([tenant, change]) => [
    visible(tenant),
    side("price", change),
    side("cost", change),
    side("margin", change),
  ]);
  const notes = moneyNotes(changing.flatMap(([, { before, after }]) => [before, after].filter((one) => one !== null)));
  return [formatTable(["TENANT", "PRICE", "COST", "MARGIN"], rows), ...notes].join("\n");
}

/** Changes together: by how much price, cost and margin grow, in the currency that all of them have. */
export function changeWords(changes: readonly MoneyChange[]): string {
  const total = (of: "price" | "cost" | "margin"): string =>
    signed(decimalText(sum(changes.map((change) => decimal(change[of])))));
  const sides = changes.flatMap(({ before, after }) => [before, after].filter((one) => one !== null));
  const notes = sumMoney(sides);
  const marks = [
    ...(notes?.example === true ? ["with example rates"] : []),
    ...((notes?.gaps.length ?? 0) > 0 ? [`without a rate for ${counted(notes?.gaps.length ?? 0, "thing")}`] : []),
  ];
  const lacks = marks.length > 0 ? ` (${marks.join(", ")})` : "";
  return `price ${total("price")}, cost ${total("cost")}, margin ${total("margin")} ${notes?.currency ?? ""} a month${lacks}`;
}
