import { gapSubjects, percentText } from "../cost/figures.ts";
import { decimal, decimalText, sum, type Decimal } from "../money/amount.ts";
import type { Money, MoneyChange } from "../results/costs.ts";
import type { TenantCost } from "../results/cost.ts";

/** What there is to say of a tenant's money in short. */
export function moneyOf({ currency, balance }: TenantCost): Money {
  const { price, cost, margin, marginPercent, example, gaps } = balance;
  return { currency, price, cost: cost.expected, margin, marginPercent, example, gaps: gapSubjects(gaps) };
}

/** What becomes other. Where one side is missing it counts as nothing. */
export function changeOf(before: Money | undefined, after: Money | undefined): MoneyChange {
  const grows = (of: "price" | "cost" | "margin"): Decimal =>
    decimal(after?.[of] ?? 0).minus(decimal(before?.[of] ?? 0));
  const [price, cost, margin] = [grows("price"), grows("cost"), grows("margin")];
  return {
    before: before ?? null,
    after: after ?? null,
    price: decimalText(price, 2),
    cost: decimalText(cost, 2),
    margin: decimalText(margin, 2),
  };
}

/** True where price and cost stay as they are. */
export function changesNothing({ price, cost }: MoneyChange): boolean {
  return decimal(price).eq(0) && decimal(cost).eq(0);
}

/** Several as one: amounts add up exactly, and what is an example or missing anywhere is so in the whole. All in one currency. */
export function sumMoney(all: readonly Money[]): Money | undefined {
  const [first] = all;
  if (first === undefined) return undefined;
  const total = (of: "price" | "cost"): Decimal => sum(all.map((one) => decimal(one[of])));
  const [price, cost] = [total("price"), total("cost")];
  const margin = price.minus(cost);
  return {
    currency: first.currency,
    price: decimalText(price, 2),
    cost: decimalText(cost, 2),
    margin: decimalText(margin, 2),
    marginPercent: percentText(margin, price),
    example: all.some(({ example }) => example),
    gaps: [...new Set(all.flatMap(({ gaps }) => gaps))].toSorted(),
  };
}
