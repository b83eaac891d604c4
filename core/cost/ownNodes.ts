import { decimal, decimalText, percentOf, zero } from "../money/amount.ts";
import type { CostLine } from "../results/cost.ts";
import type { KubernetesCell } from "../schema/cell.ts";
import type { CellCosts } from "../schema/cellCosts.ts";
import type { BorneLine } from "./bearers.ts";
import { exactly, known } from "./costLine.ts";
import { equalParts } from "./equalParts.ts";
import { overheadOf, resourceLines, totalOf } from "./resourceCost.ts";
import type { UnitCosts } from "./unitCosts.ts";

/** A cell with what it pays for, and the rates. */
interface CellPrices {
  readonly cell: KubernetesCell;
  readonly costs: CellCosts;
  readonly unitCosts: UnitCosts;
}

/**
 * What the nodes cost that a cell keeps for one tenant, with the cell's overhead. The subscriptions that run on them bear it in equal
 * parts; where there is none, the nodes are idle and the provider does.
 */
export function ownNodes(
  { resources }: CellCosts["ownNodes"][number],
  owners: readonly string[],
  { cell, costs, unitCosts }: CellPrices,
) {
  const name = `own nodes in ${cell.id}`;
  const priced = resourceLines(resources, name, cell.region, unitCosts);
  const base = totalOf(priced.lines);
  const example = priced.lines.some((line) => line.example);
  const overhead: CostLine = {
    part: `${name}: overhead`,
    source: "resources",
    type: null,
    rate: `cell.${cell.id}.overheadPercent`,
    unit: "percent",
    quantity: exactly(decimal(costs.overheadPercent)),
    unitCost: decimalText(percentOf(base, 1), 2),
    amount: known(overheadOf(base, costs)),
    example,
  };
  const all = [...priced.lines, ...(costs.overheadPercent === 0 ? [] : [overhead])];
  return {
    owners,
    lines: all.flatMap((line) => inParts(line, owners)),
    idle: owners.length === 0 ? totalOf(all) : zero,
    example,
    gaps: priced.gaps,
  };
}

/** A line whose quantity is known, in equal parts. */
function inParts(line: CostLine, owners: readonly string[]): BorneLine[] {
  const { amount } = line;
  if (amount === null || owners.length === 0) return owners.map((owner) => [owner, line]);
  const parts = equalParts(decimal(line.quantity.expected), decimal(amount.expected), owners.length);
  return parts.flatMap((part, index): BorneLine[] => {
    const owner = owners[index];
    return owner === undefined
      ? []
      : [[owner, { ...line, quantity: exactly(part.quantity), amount: known(part.amount) }]];
  });
}
