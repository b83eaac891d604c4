import type { CellMonth } from "../cost/cellMonth.ts";
import { gapSubjects, percentText } from "../cost/figures.ts";
import { decimal, decimalText, sum, type Decimal } from "../money/amount.ts";
import { quotient } from "../money/rounding.ts";
import type { BreakEven } from "../results/costs.ts";
import type { SubscriptionCost, TenantCost } from "../results/cost.ts";

/** What a shared cell costs, and how much of it is sold. */
export type SoldCell = Omit<CellMonth, "borne">;

/**
 * At which share of its sold capacity a shared cell pays for itself. What its subscriptions pay, less what they cost beside their
 * share of the cell, is what they contribute to the cell's cost; a sale more is taken to contribute as those that there are.
 *
 * @param tenants all tenants of the estate: a cell is paid for by everybody in it.
 */
export function breakEven(month: SoldCell, tenants: readonly Pick<TenantCost, "subscriptions">[]): BreakEven {
  const { cell, cost, unsold, soldPercent, example, gaps } = month;
  const here = tenants.flatMap(({ subscriptions }) => subscriptions.filter((one) => one.cell === cell));
  const contribution = sum(here.map(contributionOf));
  return {
    cell,
    cost: decimalText(cost, 2),
    soldPercent: percentText(soldPercent, decimal(100)) ?? "0.0",
    unsold: decimalText(unsold, 2),
    contribution: decimalText(contribution, 2),
    margin: decimalText(contribution.minus(cost), 2),
    breakEvenPercent:
      contribution.gt(0) && soldPercent.gt(0)
        ? decimalText(quotient(soldPercent.times(cost), contribution, 1, "half-up"), 1)
        : null,
    example: example || here.some(({ balance }) => balance.example),
    gaps: gapSubjects([...gaps, ...here.flatMap(({ balance }) => balance.gaps)]),
  };
}

/** A subscription's price less what it costs beside its share of the cell. */
function contributionOf({ balance, lines }: SubscriptionCost): Decimal {
  const own = lines.filter(({ source }) => source !== "cell").map(({ amount }) => decimal(amount?.expected ?? "0"));
  return decimal(balance.price).minus(sum(own));
}
