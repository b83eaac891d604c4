import { sumBalances } from "../cost/sumBalances.ts";
import type { CostGroup } from "../results/costs.ts";
import type { SubscriptionCost, TenantCost } from "../results/cost.ts";

/** What costs may be put together by. */
export const groupings = ["tenant", "tier", "service", "cell"] as const;

/** What costs may be put together by. */
export type Grouping = (typeof groupings)[number];

/** The costs of subscriptions put together by something that they share, in the order of its names; the groups add up to all of them. */
export function groupCosts(tenants: readonly TenantCost[], by: Grouping): CostGroup[] {
  const all = tenants.flatMap(({ tenant, subscriptions }) =>
    subscriptions.map((subscription) => ({ tenant, subscription })),
  );
  const groups = Map.groupBy(all, ({ tenant, subscription }) => (by === "tenant" ? tenant : keyOf(subscription, by)));
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, members]) => ({
      name,
      tenants: new Set(members.map(({ tenant }) => tenant)).size,
      subscriptions: members.length,
      balance: sumBalances(members.map(({ subscription }) => subscription.balance)),
    }));
}

function keyOf({ service, tier, cell }: SubscriptionCost, by: Exclude<Grouping, "tenant">): string {
  return { tier: `${service}/${tier}`, service, cell }[by];
}
