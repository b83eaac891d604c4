import type { CatalogueEntry } from "../estate/estate.ts";
import type { Demand } from "../kinds/serviceKind.ts";
import { formatTier } from "../schema/tier.ts";
import type { LocalProblem } from "../documents/localProblem.ts";
import { amountGranted } from "./grants.ts";

/**
 * Every entitlement that an order exceeds, with what is asked, what is granted, and the smallest tier that grants the whole order.
 *
 * @param tiers the service's tier versions to recommend from.
 */
export function checkDemand(
  demand: Readonly<Record<string, Demand>>,
  granted: unknown,
  tierName: string,
  tiers: readonly CatalogueEntry[],
): LocalProblem[] {
  const exceeded = Object.entries(demand).filter(([name, { amount }]) => amount > amountGranted(granted, name));
  if (exceeded.length === 0) return [];
  const larger = smallestThatGrants(demand, tiers);
  const fix =
    larger === undefined
      ? "Order less; no tier grants this much."
      : `Order less, or choose ${formatTier(larger.manifest.metadata)}, the smallest tier that grants it.`;
  return exceeded.map(([name, { amount, path }]) => ({
    code: "TEN208",
    path,
    message: `The order comes to ${name}: ${String(amount)}, and ${tierName} grants ${String(amountGranted(granted, name))}.`,
    allowed: `at most ${String(amountGranted(granted, name))}`,
    fix,
  }));
}

/** The tier version with the lowest monthly price that grants all of it; of equal ones the one whose name sorts first. */
function smallestThatGrants(
  demand: Readonly<Record<string, Demand>>,
  tiers: readonly CatalogueEntry[],
): CatalogueEntry | undefined {
  const [smallest] = tiers
    .filter(({ entitlements }) =>
      Object.entries(demand).every(([name, { amount }]) => amount <= amountGranted(entitlements, name)),
    )
    .toSorted((a, b) => {
      const order = formatTier(a.manifest.metadata) < formatTier(b.manifest.metadata) ? -1 : 1;
      return a.manifest.spec.price.monthly - b.manifest.spec.price.monthly || order;
    });
  return smallest;
}
