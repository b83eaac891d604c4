import { estateCosts, type CostEstate } from "../cost/estateCosts.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import type { Money, MoneyChange } from "../results/costs.ts";
import { changeOf, moneyOf } from "./money.ts";

/** What an estate's money is computed from beside the estate. */
export interface MoneyTerms {
  readonly kinds: ServiceKinds;
  /** The day whose rates count. */
  readonly day: string;
}

/** What months of tenants bring and take, by their ids: null of one that there is nothing of, and none of one that is not known. */
export type MoneyByTenant = ReadonlyMap<string, Money | null>;

/**
 * What months of tenants bring and take, in the estate's currency; empty where the estate has no price book.
 *
 * @param ids whom to compute; all tenants of the estate bear what is shared.
 */
export function moneyBy(estate: CostEstate, ids: ReadonlySet<string>, terms: MoneyTerms): MoneyByTenant {
  return new Map(moneyEach(estate, ids, terms, (compute) => [compute()]));
}

/** As {@link moneyBy}, of bundles that another version may have planned: what cannot be computed is not known. */
export function moneyOfEarlier(estate: CostEstate, ids: ReadonlySet<string>, terms: MoneyTerms): MoneyByTenant {
  const lenient = (compute: () => Money): Money[] => {
    try {
      return [compute()];
    } catch (error) {
      // Such a bundle may lack what this version's have; a mistake of ours shows where what is wanted is computed.
      if (error instanceof TypeError || error instanceof RangeError) return [];
      throw error;
    }
  };
  return new Map(moneyEach(estate, ids, terms, lenient));
}

function moneyEach(
  estate: CostEstate,
  ids: ReadonlySet<string>,
  { kinds, day }: MoneyTerms,
  attempt: (compute: () => Money) => readonly Money[],
): [string, Money][] {
  if (estate.costs.priceBooks.length === 0 || ids.size === 0) return [];
  const costs = estateCosts(estate, kinds, day);
  const { currency } = estate.manifest.spec;
  return estate.tenants.flatMap(({ resolved }) =>
    ids.has(resolved.id)
      ? attempt(() => moneyOf(costs.costOf(resolved, currency))).map((money): [string, Money] => [resolved.id, money])
      : [],
  );
}

/** What becomes other for each tenant of which both sides are known. */
export function moneyChanges(before: MoneyByTenant, after: MoneyByTenant): ReadonlyMap<string, MoneyChange> {
  return new Map(
    [...after].flatMap(([id, now]): [string, MoneyChange][] => {
      const then = before.get(id);
      return then === undefined ? [] : [[id, changeOf(then ?? undefined, now ?? undefined)]];
    }),
  );
}
