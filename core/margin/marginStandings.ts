import { estateCosts } from "../cost/estateCosts.ts";
import type { Estate } from "../estate/estate.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import { decimal } from "../money/amount.ts";
import type { Balance } from "../results/cost.ts";

/** How a tenant's margin stands to the estate's floor. */
export type MarginStanding = "met" | "below";

/** How the margin of a tenant, by its id, stands; undefined where nobody can tell, or no floor is set. */
export type MarginOf = (tenant: string) => MarginStanding | undefined;

/**
 * How tenants' margins stand to the floor of their estate, by expected costs and the rates of a day. What has no rate counts as nothing,
 * so that a tenant below the floor is so for certain. Each is computed when it is first asked for, as every resource of a tenant's may.
 */
export function marginStandings(estate: Estate, kinds: ServiceKinds, day: string): MarginOf {
  const { marginFloorPercent } = estate.manifest.spec.money;
  if (marginFloorPercent === undefined || estate.costs.priceBooks.length === 0) return () => undefined;
  const floor = decimal(marginFloorPercent);
  const tenants = new Map(estate.tenants.map(({ resolved }) => [resolved.id, resolved]));
  let costs: ReturnType<typeof estateCosts> | undefined;
  const known = new Map<string, MarginStanding | undefined>();
  return (id) => {
    const resolved = tenants.get(id);
    if (resolved === undefined) return undefined;
    if (known.has(id)) return known.get(id);
    costs ??= estateCosts(estate, kinds, day);
    const { price, margin } = costs.costOf(resolved).balance;
    const standing = standingOf({ price, margin }, floor);
    known.set(id, standing);
    return standing;
  };
}

/** Compared without a division, which would round: margin / price < floor / 100. */
function standingOf(
  { price, margin }: Pick<Balance, "price" | "margin">,
  floor: ReturnType<typeof decimal>,
): MarginStanding | undefined {
  const paid = decimal(price);
  // Who pays nothing, such as one that has left, has no margin in per cent.
  if (paid.eq(0)) return undefined;
  return decimal(margin).times(100).lt(floor.times(paid)) ? "below" : "met";
}
