import { decimal, percentOf, sum, type Decimal } from "../money/amount.ts";
import type { CostLine } from "../results/cost.ts";
import type { CellCosts, CellResource } from "../schema/cellCosts.ts";
import { costLine, together, type Costed } from "./costLine.ts";
import { unitOf, type UnitCosts } from "./unitCosts.ts";

/** What a cell pays for, line by line. */
export function resourceLines(
  resources: readonly CellResource[],
  name: string,
  region: string,
  unitCosts: UnitCosts,
): Costed {
  return together(
    resources.map(({ part, rate, quantity }) => {
      const unit = unitOf(rate);
      const range = { low: quantity, expected: quantity, high: quantity };
      return costLine(
        { part: `${name}: ${part}`, source: "resources", type: null, rate, unit, quantity: range, region },
        unitCosts,
      );
    }),
  );
}

/** The sum of lines whose quantities are known; those without a rate add nothing to it, and are gaps. */
export function totalOf(lines: readonly CostLine[]): Decimal {
  return sum(lines.map(({ amount }) => decimal(amount?.expected ?? "0")));
}

/** What the operation of a cell costs on top of an amount. */
export function overheadOf(cost: Decimal, { overheadPercent }: CellCosts): Decimal {
  return percentOf(cost, overheadPercent);
}
