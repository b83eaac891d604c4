import { decimal, decimalText, sum, zero, type Decimal } from "../money/amount.ts";
import { quotient } from "../money/rounding.ts";
import type { LeastProfitable } from "../results/costs.ts";
import type { SubscriptionCost, TenantCost } from "../results/cost.ts";

/** How many parts are told as reasons. */
const partsTold = 3;

/** Decimals of a median of two amounts: half of one is exact with one more than it has. */
const medianDecimals = 12;

/**
 * The tenants with the lowest margin in per cent of the price, the lowest first; one without a price, whose cost nobody pays, comes
 * before all others. Each with its largest parts, compared with what subscriptions of the same tier have of such a part.
 *
 * @param fleet the tenants that medians are taken over.
 */
export function leastProfitable(
  tenants: readonly TenantCost[],
  fleet: readonly TenantCost[],
  count: number,
): LeastProfitable[] {
  const ofTier = Map.groupBy(
    fleet.flatMap(({ subscriptions }) => subscriptions),
    tierOf,
  );
  return tenants
    .filter(({ balance }) => !decimal(balance.cost.expected).eq(0) || !decimal(balance.price).eq(0))
    .toSorted(
      (a, b) =>
        rankOf(a).cmp(rankOf(b)) ||
        decimal(a.balance.margin).cmp(decimal(b.balance.margin)) ||
        (a.tenant < b.tenant ? -1 : 1),
    )
    .slice(0, count)
    .map((tenant) => ({
      tenant: tenant.tenant,
      margin: tenant.balance.margin,
      marginPercent: tenant.balance.marginPercent,
      parts: tenant.subscriptions
        .flatMap((subscription) => partsOf(subscription, ofTier.get(tierOf(subscription)) ?? []))
        .toSorted((a, b) => b.amount.cmp(a.amount) || (a.part < b.part ? -1 : 1))
        .slice(0, partsTold)
        .map(({ amount, median, ...part }) => ({
          ...part,
          amount: decimalText(amount, 2),
          median: decimalText(median, 2),
        })),
    }));
}

/** What is lowest has the least margin; where there is no price, it is below whatever has one. */
function rankOf({ balance: { marginPercent } }: TenantCost): Decimal {
  return decimal(marginPercent ?? "-1e12");
}

function tierOf({ service, tier }: SubscriptionCost): string {
  return `${service}/${tier}`;
}

interface PartCost extends Pick<LeastProfitable["parts"][number], "subscription" | "part" | "peers"> {
  readonly amount: Decimal;
  readonly median: Decimal;
}

/** A subscription's parts by their sort, each with the median of what its peers, itself among them, have of that sort. */
function partsOf(subscription: SubscriptionCost, peers: readonly SubscriptionCost[]): PartCost[] {
  return [...amountsOf(subscription)].map(([part, amount]) => ({
    subscription: subscription.subscription,
    part,
    amount,
    median: medianOf(peers.map((peer) => amountsOf(peer).get(part) ?? zero)),
    peers: peers.length,
  }));
}

function amountsOf({ lines }: SubscriptionCost): Map<string, Decimal> {
  const sorts = Map.groupBy(lines, ({ part }) => sortOfPart(part));
  return new Map(
    [...sorts].map(([sort, of]) => [sort, sum(of.map(({ amount }) => decimal(amount?.expected ?? "0")))] as const),
  );
}

/** What sort of part it is, without the name that the customer has given it: `database` of `database "main"`. */
export function sortOfPart(part: string): string {
  return part.replace(/\s*"[^]*"/, "").trim() || part;
}

function medianOf(amounts: readonly Decimal[]): Decimal {
  const sorted = amounts.toSorted((a, b) => a.cmp(b));
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? zero;
  return sorted.length % 2 === 1
    ? upper
    : quotient((sorted[middle - 1] ?? zero).plus(upper), decimal(2), medianDecimals, "half-even");
}
