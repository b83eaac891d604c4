import type { CostBasis } from "../estate/costBasis.ts";
import type { Consumption, Usage } from "../kinds/consumption.ts";
import { kindOf, type ServiceKinds } from "../kinds/serviceKind.ts";
import { ownValue } from "../ownValue.ts";
import type { ResolvedSubscription, ResolvedTenant } from "../resolve/resolvedTenant.ts";
import type { SubscriptionCost, TenantCost } from "../results/cost.ts";
import { formatTier } from "../schema/tier.ts";
import { balanceOf } from "./balanceOf.ts";
import type { CellMonth } from "./cellMonth.ts";
import { costLine, together, type Costed } from "./costLine.ts";
import { flatPrice } from "./flatPrice.ts";
import { sumBalances } from "./sumBalances.ts";
import { supportCost } from "./supportCost.ts";
import type { UnitCosts } from "./unitCosts.ts";

/** What a tenant's cost is computed from beside the tenant. */
export interface CostTerms {
  readonly basis: CostBasis;
  readonly kinds: ServiceKinds;
  /** In the currency of the tenant's contract. */
  readonly unitCosts: UnitCosts;
  /** What the cells that the tenant shares cost, by their ids, in the same currency; those without known costs are not there. */
  readonly cells: ReadonlyMap<string, CellMonth>;
}

/**
 * What a month of a tenant brings and takes, subscription by subscription: what its bundles use by the rates of the day, its shares of
 * cells, support and tools. What has no rate is a gap that is named, and nothing else is left out.
 */
export function costOfTenant(tenant: ResolvedTenant, terms: CostTerms): TenantCost {
  const subscriptions = tenant.subscriptions.map((subscription) => costOfSubscription(tenant, subscription, terms));
  return {
    tenant: tenant.id,
    region: tenant.region,
    currency: terms.unitCosts.currency,
    balance: sumBalances(subscriptions.map(({ balance }) => balance)),
    subscriptions,
  };
}

function costOfSubscription(
  tenant: ResolvedTenant,
  subscription: ResolvedSubscription,
  terms: CostTerms,
): SubscriptionCost {
  const { service, tier, cell, name } = subscription;
  const { basis, unitCosts } = terms;
  const cost = together([
    ...consumptionOf(tenant, subscription, terms).map((used) => consumed(used, cell.region, unitCosts)),
    shareOfCell(tenant, subscription, terms),
    supportCost(tenant, subscription, basis, unitCosts),
  ]);
  return {
    subscription: name,
    service,
    tier: formatTier(tier),
    cell: cell.id,
    balance: balanceOf(flatPrice(subscription, tenant.state, unitCosts), cost, unitCosts.currency),
    lines: [...cost.lines],
  };
}

function consumptionOf(
  { id }: ResolvedTenant,
  { service, tier, bundle }: ResolvedSubscription,
  { kinds, basis }: CostTerms,
): readonly Consumption[] {
  const kind = kindOf(kinds, service);
  if (kind === undefined)
    throw new TypeError(`a tenant was resolved with the service "${service}", which is not known`);
  return kind.consumption(bundle, usageOf(basis, id, `${service}/${tier.name}`));
}

/** What the estate assumes otherwise than the kind: of the tier, and above it of the tenant. */
function usageOf({ usage }: CostBasis, tenant: string, tier: string): Usage {
  return { ...ownValue(usage?.tiers, tier), ...ownValue(usage?.tenants, tenant) };
}

function consumed({ part, type, charges, free }: Consumption, cellRegion: string, unitCosts: UnitCosts): Costed {
  if (charges.length === 0 && free === undefined) {
    return { lines: [], gaps: [{ subject: type, reason: `${part}: nothing says what is paid for it` }] };
  }
  return together(
    charges.map(({ rate, unit, quantity, region = cellRegion }) =>
      costLine({ part, source: "resources", type, rate, unit, quantity, region }, unitCosts),
    ),
  );
}

function shareOfCell({ id }: ResolvedTenant, { cell, name }: ResolvedSubscription, { cells }: CostTerms): Costed {
  if (cell.target === "aws") return { lines: [], gaps: [] };
  const month = cells.get(cell.id);
  if (month !== undefined) return month.borne.get(`${id}/${name}`) ?? { lines: [], gaps: [] };
  const reason = "pricebook/cell-costs.yaml does not say what it costs";
  return { lines: [], gaps: [{ subject: `cell ${cell.id}`, reason }] };
}
