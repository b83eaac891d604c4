import { counted } from "../core/counted.ts";
import { changesNothing } from "../core/margin/money.ts";
import { decimal, sum, type Decimal } from "../core/money/amount.ts";
import type { MoneyChange } from "../core/results/costs.ts";
import { listed } from "./markdown.ts";
import { changeWords } from "./moneyText.ts";

/** How much of a list is shown. */
const shown = { tenants: 10 } as const;

/**
 * What becomes other in what months of tenants bring and take, as items of a list: a line for each group that becomes other alike, the
 * greatest loss of margin first, after one for all of them. None where nothing becomes other.
 */
export function moneyLines(changes: readonly (readonly [tenant: string, change: MoneyChange])[]): string[] {
  const changing = changes.filter(([, change]) => !changesNothing(change));
  if (changing.length === 0) return [];
  const groups = [
    ...Map.groupBy(changing, ([, { price, cost, before, after }]) =>
      JSON.stringify([price, cost, before === null, after === null]),
    ).values(),
  ].toSorted((a, b) => marginOf(a).cmp(marginOf(b)));
  const all = changing.map(([, change]) => change);
  const whole = `- **Money:** ${changeWords(all)}, of ${counted(all.length, "tenant")}`;
  if (groups.length === 1) return [`${whole}: ${listed(namesOf(changing), shown.tenants)}`];
  return [
    whole,
    ...groups.map(
      (group) => `- ${changeWords(group.map(([, change]) => change))}: ${listed(namesOf(group), shown.tenants)}`,
    ),
  ];
}

function namesOf(group: readonly (readonly [tenant: string, change: MoneyChange])[]): string[] {
  return group.map(([tenant]) => tenant);
}

function marginOf(group: readonly (readonly [tenant: string, change: MoneyChange])[]): Decimal {
  return sum(group.map(([, { margin }]) => decimal(margin)));
}
