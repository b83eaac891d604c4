import { estateCosts, type CostEstate, type EstateCosts } from "../cost/estateCosts.ts";
import type { CatalogueEntry, Estate } from "../estate/estate.ts";
import { kindOf, type AnyServiceKind, type ServiceKinds } from "../kinds/serviceKind.ts";
import type { LocatedClaim } from "../resolve/resolveTenant.ts";
import type { Cell } from "../schema/cell.ts";
import type { Balance } from "../results/cost.ts";
import { decimal } from "../money/amount.ts";
import { planAt, triedSubscription, type TriedTier } from "./planAt.ts";
import { useOf } from "./useOf.ts";

/** What a tier brings and takes where so much of what it grants is used. */
export interface TierAtUse {
  /** What was asked for, in per cent of what is granted. */
  readonly percent: number;
  /** What that comes to in whole machines and the like; see {@link useOf}. */
  readonly usedPercent: string;
  readonly region: string;
  readonly cell: string;
  readonly balance: Balance;
}

/** Computes what tiers of an estate bring and take. */
export interface TierCurves {
  /** At a use, in the cheapest cell that the tier can be sold in; undefined where there is none. */
  at(entry: CatalogueEntry, percent: number): TierAtUse | undefined;
}

/**
 * What the tiers of an estate bring and take at any use, by the rates of a day: an order of that use is planned by the tier's kind in
 * each cell of the estate that takes it, and costed as those of tenants are. In a shared cell the order stands alone, so that it bears
 * what is meant to be sold at the cell's target utilisation.
 */
export function tierCurves(estate: Estate, kinds: ServiceKinds, day: string): TierCurves {
  const { manifest, costs } = estate;
  // What lands in an account of AWS shares nothing, so that it costs the same whoever else there is.
  const unshared = estateCosts({ manifest, costs, tenants: [] }, kinds, day);
  const costsOf = (tried: TriedTier, cell: Cell): EstateCosts =>
    cell.target === "aws" ? unshared : estateCosts({ manifest, costs, tenants: [alone(tried, cell)] }, kinds, day);
  const tryIn = (entry: CatalogueEntry, kind: AnyServiceKind, cell: Cell, percent: number): TierAtUse[] => {
    const tried = planAt(entry, kind, cell, percent, manifest);
    if (!("resolved" in tried)) return [];
    const { balance } = costsOf(tried, cell).costOf(tried.resolved);
    const usedPercent = useOf(tried.demand, entry.entitlements);
    return [{ percent, usedPercent, region: cell.region, cell: cell.id, balance }];
  };
  return {
    at: (entry, percent) => {
      const kind = kindOf(kinds, entry.manifest.metadata.service);
      if (kind === undefined) return undefined;
      const [cheapest] = manifest.spec.cells
        .filter(({ target }) => target === kind.target)
        .flatMap((cell) => tryIn(entry, kind, cell, percent))
        .toSorted((a, b) => decimal(a.balance.cost.expected).cmp(decimal(b.balance.cost.expected)));
      return cheapest;
    },
  };
}

/** A tenant that was tried, with its claims as an estate has them. */
function alone({ resolved, claims }: TriedTier, cell: Cell): CostEstate["tenants"][number] {
  const located = claims.map((claim): LocatedClaim => ({
    claim,
    cell,
    owner: `${resolved.id}/${triedSubscription}`,
    field: claim.path,
    where: { path: "", line: 1, column: 1 },
  }));
  return { resolved, claims: located };
}
