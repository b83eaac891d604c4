import { gapSubjects } from "../cost/figures.ts";
import { sumBalances } from "../cost/sumBalances.ts";
import { estateCosts, type CostEstate, type EstateCosts } from "../cost/estateCosts.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import type { Balance, TenantCost } from "../results/cost.ts";
import type { CostDocument, WhatIfResult } from "../results/costs.ts";
import { breakEven } from "./breakEven.ts";
import { groupCosts, type Grouping } from "./groupCosts.ts";
import { leastProfitable } from "./leastProfitable.ts";

/** How many tenants are told of as the least profitable. */
const leastTold = 5;

/** What is asked of costs. */
export interface CostQuestion {
  readonly estate: CostEstate;
  readonly kinds: ServiceKinds;
  readonly day: string;
  /** Ids of the tenants that are asked about. */
  readonly selected: ReadonlySet<string>;
  readonly by: Grouping;
  /** The estate as it is assumed to be, and how it then is. */
  readonly assumed?: { readonly costEstate: CostEstate; readonly sentences: readonly string[] } | undefined;
}

/**
 * What `cost` tells. Tenants are told in the currencies of their contracts; what is put together of them is in the estate's, and adds
 * up exactly. Cells and medians are over all tenants of the estate, whoever is asked about.
 */
export function costsOf({ estate, kinds, day, selected, by, assumed }: CostQuestion): CostDocument {
  const { currency } = estate.manifest.spec;
  const costs = estateCosts(estate, kinds, day);
  const costed = estate.tenants.map(({ resolved }) => ({ resolved, cost: costs.costOf(resolved, currency) }));
  const told = costed.filter(({ resolved }) => selected.has(resolved.id));
  const all = costed.map(({ cost }) => cost);
  const asked = told.map(({ cost }) => cost);
  const cells = new Set(asked.flatMap(({ subscriptions }) => subscriptions.map(({ cell }) => cell)));
  return {
    verb: "cost",
    day,
    currency,
    tenants: told.map(({ resolved, cost }) =>
      resolved.contract.currency === currency ? cost : costs.costOf(resolved),
    ),
    by,
    groups: groupCosts(asked, by),
    total: sumBalances(asked.map(({ balance }) => balance)),
    cells: costs.cells
      .filter(({ cell }) => cells.has(cell))
      .toSorted((a, b) => (a.cell < b.cell ? -1 : 1))
      .map((cell) => breakEven(cell, all)),
    least: leastProfitable(asked, all, leastTold),
    ...(assumed !== undefined && {
      whatIf: compared(asked, assumed, estateCosts(assumed.costEstate, kinds, day), currency),
    }),
  };
}

function compared(
  before: readonly TenantCost[],
  { costEstate, sentences }: NonNullable<CostQuestion["assumed"]>,
  costs: EstateCosts,
  currency: string,
): WhatIfResult {
  const byId = new Map(costEstate.tenants.map(({ resolved }) => [resolved.id, resolved]));
  const tenants = before.flatMap(({ tenant, balance }) => {
    const resolved = byId.get(tenant);
    return resolved === undefined ? [] : [{ tenant, before: balance, after: costs.costOf(resolved, currency).balance }];
  });
  return {
    assumed: [...sentences],
    before: sideOf(sumBalances(tenants.map((one) => one.before))),
    after: sideOf(sumBalances(tenants.map((one) => one.after))),
    tenants: tenants.map(({ tenant, ...sides }) => ({
      tenant,
      before: sideOf(sides.before),
      after: sideOf(sides.after),
    })),
  };
}

function sideOf({ price, cost, margin, marginPercent, gaps }: Balance): WhatIfResult["before"] {
  return { price, cost: cost.expected, margin, marginPercent, gaps: gapSubjects(gaps) };
}
