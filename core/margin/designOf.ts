import { compareTiers } from "../catalogue/compareTiers.ts";
import { gapSubjects } from "../cost/figures.ts";
import { estateCosts } from "../cost/estateCosts.ts";
import type { Estate } from "../estate/estate.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import { decimal, decimalText } from "../money/amount.ts";
import type { DesignedService, DesignedTenant, DesignedTier, DesignerDocument } from "../results/designer.ts";
import type { TierEntry } from "../results/tiers.ts";
import { formatTier } from "../schema/tier.ts";
import { tierCurves, type TierAtUse, type TierCurves } from "./tierCurve.ts";
import { useOf } from "./useOf.ts";

/** The uses that are drawn, in per cent of what a tier grants. */
const uses: readonly number[] = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/**
 * Every tier that can be had with its price against its cost at each tenth of what it grants, and the fleet's subscriptions, by the
 * rates of a day. The points are costed as tenants are; amounts are in the estate's currency.
 */
export function designOf(estate: Estate, kinds: ServiceKinds, day: string): Omit<DesignerDocument, "verb" | "file"> {
  const { currency, money } = estate.manifest.spec;
  const curves = tierCurves(estate, kinds, day);
  const tenants = tenantsOf(estate, kinds, day);
  return {
    estate: estate.manifest.metadata.displayName,
    day,
    currency,
    floorPercent: money.marginFloorPercent === undefined ? null : decimalText(decimal(money.marginFloorPercent), 1),
    services: compareTiers(estate, kinds, { today: day, allVersions: false }).map((service): DesignedService => ({
      service: service.service,
      title: service.title,
      tiers: service.tiers.map((tier) => designed(tier, service.service, estate, curves)),
      tenants: tenants.get(service.service) ?? [],
    })),
  };
}

function designed(tier: TierEntry, service: string, estate: Estate, curves: TierCurves): DesignedTier {
  const entry = estate.catalogue.find(
    ({ manifest: { metadata } }) => metadata.service === service && formatTier(metadata) === formatTier(tier),
  );
  const tried = entry === undefined ? [] : uses.map((percent) => curves.at(entry, percent));
  const points = tried.filter((one) => "balance" in one);
  const loss = points.findIndex(({ balance }) => decimal(balance.margin).lt(0));
  const paying = loss === -1 ? points : points.slice(0, loss);
  return {
    tier,
    points: points.map(pointOf),
    paysUpTo: paying.at(-1)?.percent ?? null,
    refused: [...new Set(tried.flatMap((one) => ("refused" in one ? one.refused : [])))],
    example: points.some(({ balance }) => balance.example),
    gaps: gapSubjects(points.flatMap(({ balance }) => balance.gaps)),
  };
}

function pointOf({ percent, usedPercent, region, cell, balance }: TierAtUse): DesignedTier["points"][number] {
  const { price, cost, margin, marginPercent } = balance;
  return { percent, usedPercent, region, cell, price, cost, margin, marginPercent };
}

/** The fleet's subscriptions by service. Who has left uses nothing. */
function tenantsOf(estate: Estate, kinds: ServiceKinds, day: string): ReadonlyMap<string, DesignedTenant[]> {
  const costs = estateCosts(estate, kinds, day);
  const all = estate.tenants.flatMap(({ resolved, sources }) => {
    const { subscriptions } = costs.costOf(resolved, estate.manifest.spec.currency);
    return subscriptions.map(({ subscription, service, tier, balance }, index): [string, DesignedTenant] => [
      service,
      {
        tenant: resolved.id,
        subscription,
        tier,
        usedPercent: useOf(sources[index]?.demand ?? {}, resolved.subscriptions[index]?.entitlements),
        price: balance.price,
        cost: balance.cost.expected,
        margin: balance.margin,
        marginPercent: balance.marginPercent,
      },
    ]);
  });
  return new Map(
    [...Map.groupBy(all, ([service]) => service)].map(([service, entries]) => [service, entries.map(([, one]) => one)]),
  );
}
