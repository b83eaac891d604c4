import { cellClaims } from "../cost/cellMonth.ts";
import { cellMonths } from "../cost/cellMonths.ts";
import { costOfTenant } from "../cost/costOfTenant.ts";
import { unitCostsOn } from "../cost/unitCosts.ts";
import type { CatalogueEntry, Estate } from "../estate/estate.ts";
import { kindOf, type AnyServiceKind, type ServiceKinds } from "../kinds/serviceKind.ts";
import type { Cell } from "../schema/cell.ts";
import type { Balance, TenantCost } from "../results/cost.ts";
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

/** Why no cell of the estate takes such an order: a sentence for each problem of each cell. */
export interface NowhereSold {
  readonly refused: readonly string[];
}

/** Computes what tiers of an estate bring and take. */
export interface TierCurves {
  /** At a use, in the cheapest cell that the tier can be sold in, or why there is none. */
  at(entry: CatalogueEntry, percent: number): TierAtUse | NowhereSold;
}

/**
 * What the tiers of an estate bring and take at any use, by the rates of a day: an order of that use is planned by the tier's kind in
 * each cell of the estate that takes it, and costed as those of tenants are. In a shared cell the order stands alone, so that it bears
 * what is meant to be sold at the cell's target utilisation.
 */
export function tierCurves({ manifest, costs: basis }: Estate, kinds: ServiceKinds, day: string): TierCurves {
  const unitCosts = unitCostsOn(basis, day, manifest.spec.currency);
  const costIn = ({ resolved, claims }: TriedTier, cell: Cell): TenantCost => {
    const alone = cellClaims(claims.map((claim) => ({ claim, owner: `${resolved.id}/${triedSubscription}` })));
    return costOfTenant(resolved, {
      basis,
      kinds,
      unitCosts,
      cells: cellMonths([cell], basis, () => alone, unitCosts),
    });
  };
  const tryIn = (entry: CatalogueEntry, kind: AnyServiceKind, cell: Cell, percent: number): TierAtUse | NowhereSold => {
    const tried = planAt(entry, kind, cell, percent, manifest);
    if (!("resolved" in tried)) return { refused: tried.problems.map(({ message }) => `${cell.id}: ${message}`) };
    const { balance } = costIn(tried, cell);
    const usedPercent = useOf(tried.demand, entry.entitlements);
    return { percent, usedPercent, region: cell.region, cell: cell.id, balance };
  };
  return {
    at: (entry, percent) => {
      const { service } = entry.manifest.metadata;
      const kind = kindOf(kinds, service);
      if (kind === undefined) throw new TypeError(`the catalogue has a tier of "${service}", which is not known`);
      const cells = manifest.spec.cells.filter(({ target }) => target === kind.target);
      const tried = new Map<string, TierAtUse | NowhereSold>();
      for (const cell of cells) {
        const place = placeOf(cell);
        const before = tried.get(place);
        if (before === undefined || "refused" in before)
          tried.set(place, together(before, tryIn(entry, kind, cell, percent)));
      }
      const [cheapest] = [...tried.values()]
        .filter((one) => "balance" in one)
        .toSorted((a, b) => decimal(a.balance.cost.expected).cmp(decimal(b.balance.cost.expected)));
      if (cheapest !== undefined) return cheapest;
      const none = `The estate has no cell of the target ${kind.target}.`;
      return { refused: cells.length === 0 ? [none] : [...tried.values()].flatMap(refusalsOf) };
    },
  };
}

/**
 * What an order's cost depends on of a cell, as a key: accounts of AWS in one region share nothing and cost the same, so that the first of
 * them that takes an order answers for all.
 */
function placeOf(cell: Cell): string {
  return cell.target === "aws" ? JSON.stringify([cell.region, cell.copyRegion, cell.zones.length]) : cell.id;
}

/** The answer for a place after one more cell of it was tried. */
function together(before: NowhereSold | undefined, now: TierAtUse | NowhereSold): TierAtUse | NowhereSold {
  return "refused" in now ? { refused: [...(before?.refused ?? []), ...now.refused] } : now;
}

function refusalsOf(one: TierAtUse | NowhereSold): readonly string[] {
  return "refused" in one ? one.refused : [];
}
