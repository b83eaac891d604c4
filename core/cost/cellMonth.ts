import { decimal, decimalText, percentOf, sum, zero, type Decimal } from "../money/amount.ts";
import { quotient } from "../money/rounding.ts";
import type { CostGap, CostLine } from "../results/cost.ts";
import type { LocatedClaim } from "../resolve/resolveTenant.ts";
import type { KubernetesCell } from "../schema/cell.ts";
import type { CellCosts } from "../schema/cellCosts.ts";
import { allocate, shareDecimals } from "./allocation.ts";
import { Bearers, type BorneLine } from "./bearers.ts";
import { exactly, known, type Costed } from "./costLine.ts";
import { ownNodes } from "./ownNodes.ts";
import { overheadOf, resourceLines, totalOf } from "./resourceCost.ts";
import type { UnitCosts } from "./unitCosts.ts";

/** What of a cell is shared and bears its cost. */
const dimensions = ["vcpu", "memoryGiB", "storageGiB"] as const;

/** A share of a cell that a subscription has ordered, such as a kind's capacity claim. */
export interface CellClaim {
  /** Tenant and subscription, such as `acme/web`. */
  readonly owner: string;
  /** As the claim has it: those of no {@link dimensions} bear nothing. */
  readonly resource: string;
  readonly amount: number;
  /** Whether it is of nodes of the tenant's own. */
  readonly own: boolean;
}

/** What a month of a shared cell costs, and who bears it. */
export interface CellMonth {
  readonly cell: string;
  /** With overhead, and with nodes of a tenant's own that nothing runs on. */
  readonly cost: Decimal;
  /** Of the cost: what nobody bears but the provider. It and the shares add up to the cost exactly. */
  readonly unsold: Decimal;
  /** Of the capacity, in per cent, weighted as the cost is split. */
  readonly soldPercent: Decimal;
  /** By owner. */
  readonly borne: ReadonlyMap<string, Costed>;
  /** Whether a rate behind it is an example. */
  readonly example: boolean;
  readonly gaps: readonly CostGap[];
}

/** The shares of cells among what is claimed. */
export function cellClaims(claims: readonly Pick<LocatedClaim, "claim" | "owner">[]): CellClaim[] {
  return claims.flatMap(({ owner, claim }) =>
    claim.type === "capacity"
      ? [{ owner, resource: claim.resource, amount: claim.amount, own: claim.pool === "own" }]
      : [],
  );
}

/**
 * Divides what a month of a cell costs over those who have ordered shares of it, by the rule of {@link allocate} for each of processors,
 * memory and storage. Nodes of a tenant's own are borne by its subscriptions that run on them, in equal parts, and share nothing.
 *
 * @param claims of this cell alone.
 */
export function cellMonth(
  cell: KubernetesCell,
  costs: CellCosts,
  claims: readonly CellClaim[],
  unitCosts: UnitCosts,
): CellMonth {
  const whole = resourceLines(costs.resources, `cell ${cell.id}`, cell.region, unitCosts);
  const example = whole.lines.some((line) => line.example);
  const base = totalOf(whole.lines);
  const cost = base.plus(overheadOf(base, costs));
  const [shared, own] = [claims.filter((claim) => !claim.own), claims.filter((claim) => claim.own)];
  const divided = dimensions.map((dimension) =>
    divide(dimension, { cost, cell, costs, claims: shared.filter(({ resource }) => resource === dimension), example }),
  );
  const runOnOwn = Map.groupBy(own, ({ owner }) => owner.split("/")[0] ?? owner);
  const nodes = costs.ownNodes.map((entry) => {
    const owners = new Set(runOnOwn.get(entry.tenant)?.map(({ owner }) => owner));
    return ownNodes(entry, [...owners], { cell, costs, unitCosts });
  });
  const bearers = new Bearers();
  for (const { owner } of shared) bearers.add(owner, "shared", whole.gaps);
  for (const { owner } of own) bearers.add(owner, "own", [withoutCost(cell)]);
  for (const { owners, gaps } of nodes) for (const owner of owners) bearers.add(owner, "own", gaps);
  for (const [owner, line] of [...divided, ...nodes].flatMap(({ lines }) => lines)) bearers.bear(owner, line);
  const idle = sum(nodes.map((entry) => entry.idle));
  return {
    cell: cell.id,
    cost: cost.plus(idle),
    unsold: sum(divided.map(({ unsold }) => unsold)).plus(idle),
    soldPercent: sum(divided.map(({ soldPercent }) => soldPercent)),
    borne: bearers.all(),
    example: example || nodes.some((entry) => entry.idle.gt(0) && entry.example),
    gaps: [...whole.gaps, ...nodes.flatMap(({ gaps }) => gaps)],
  };
}

interface Division {
  readonly cost: Decimal;
  readonly cell: KubernetesCell;
  readonly costs: CellCosts;
  readonly claims: readonly CellClaim[];
  readonly example: boolean;
}

function divide(dimension: (typeof dimensions)[number], { cost, cell, costs, claims, example }: Division) {
  const capacity = decimal(cell.capacity[dimension]);
  const weight = decimal(costs.weights[dimension]);
  const part = percentOf(cost, weight);
  const amounts = claims.map(({ owner, amount }) => ({ owner, amount: decimal(amount) }));
  const { shares, unsold, divisor } = allocate(part, capacity, decimal(costs.targetUtilisationPercent), amounts);
  const unitCost = decimalText(quotient(part, divisor, shareDecimals, "half-up"), 2);
  const lines = amounts.flatMap(({ owner, amount }, index): BorneLine[] => {
    const line: CostLine = {
      part: `share of ${cell.id}: ${dimension}`,
      source: "cell",
      type: null,
      rate: `cell.${cell.id}.${dimension}`,
      unit: dimension,
      quantity: exactly(amount),
      unitCost,
      amount: known(shares[index] ?? zero),
      example,
    };
    return amount.eq(0) ? [] : [[owner, line]];
  });
  const sold = sum(amounts.map(({ amount }) => amount));
  return { lines, unsold, soldPercent: quotient(sold.times(weight), capacity, shareDecimals, "half-up") };
}

function withoutCost({ id }: KubernetesCell): CostGap {
  return { subject: `own nodes in ${id}`, reason: "pricebook/cell-costs.yaml does not say what they cost" };
}
