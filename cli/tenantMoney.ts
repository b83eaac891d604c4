import { serviceKinds } from "../components/registry.ts";
import type { CostEstate, CostTenant } from "../core/cost/estateCosts.ts";
import type { Estate, EstateTenant } from "../core/estate/estate.ts";
import type { MoneyByTenant, MoneyTerms } from "../core/margin/fleetMoney.ts";
import type { Money, MoneyChange } from "../core/results/costs.ts";
import type { Base } from "../fleet/affected/base.ts";
import type { StackStates } from "../fleet/engine/stackStates.ts";

/** What there is to say of tenants' money, by their ids; empty where the estate has no price book, and nothing is loaded then. */
export async function moneyOfTenants(
  estate: Estate,
  tenants: readonly EstateTenant[],
  day: string,
): Promise<MoneyByTenant> {
  if (estate.costs.priceBooks.length === 0) return new Map<string, Money>();
  const { moneyBy } = await import("../core/margin/fleetMoney.ts");
  return moneyBy(estate, idsOf(tenants), { kinds: serviceKinds, day });
}

/** What becomes other in tenants' money against what runs, by their ids, as far as the states of their stacks tell. No target is asked. */
export async function moneyAgainstRuns(
  estate: Estate,
  tenants: readonly EstateTenant[],
  states: StackStates,
  day: string,
): Promise<ReadonlyMap<string, MoneyChange>> {
  if (estate.costs.priceBooks.length === 0) return new Map<string, MoneyChange>();
  const { moneyBy, moneyChanges, moneyOfEarlier } = await import("../core/margin/fleetMoney.ts");
  const { runningTenant } = await import("../core/margin/runningTenant.ts");
  const { readAllRuns } = await import("../fleet/moves/readAllRuns.ts");
  const running = new Map<string, CostTenant>();
  const nothing: [string, null][] = [];
  const wanted = new Map(tenants.map((tenant) => [tenant.resolved.id, tenant]));
  for (const [id, { running: runs = {}, problem }] of await readAllRuns([...wanted.keys()], states)) {
    const tenant = wanted.get(id);
    if (problem !== undefined || tenant === undefined) continue;
    if (Object.keys(runs).length === 0) nothing.push([id, null]);
    const one = runningTenant(tenant, runs, estate);
    if (one !== undefined) running.set(id, one);
  }
  const terms: MoneyTerms = { kinds: serviceKinds, day };
  const now = { ...estate, tenants: estate.tenants.map((tenant) => running.get(tenant.resolved.id) ?? tenant) };
  const before = new Map([...moneyOfEarlier(now, new Set(running.keys()), terms), ...nothing]);
  return moneyChanges(before, moneyBy(estate, idsOf(tenants), terms));
}

/**
 * What becomes other in tenants' money against the base, by their ids: by the base's rates then and today's now, so that what a commit
 * does to the price books shows. Where the base has no price book, or was read by its own code, today's count for both.
 */
export async function moneyAgainstBase(
  estate: Estate,
  tenants: readonly EstateTenant[],
  base: Base,
  day: string,
): Promise<ReadonlyMap<string, MoneyChange>> {
  if (estate.costs.priceBooks.length === 0) return new Map<string, MoneyChange>();
  const { moneyBy, moneyChanges, moneyOfEarlier } = await import("../core/margin/fleetMoney.ts");
  const terms: MoneyTerms = { kinds: serviceKinds, day };
  const selected = idsOf(tenants);
  const known = new Set(estate.tenants.map(({ resolved }) => resolved.id));
  const removed = [...base.tenants.keys()].filter((id) => !known.has(id));
  const ids = new Set([...selected, ...removed]);
  const before = moneyOfEarlier(
    estateOfBase(base, estate),
    new Set([...ids].filter((id) => base.tenants.has(id))),
    terms,
  );
  const added = [...selected].filter((id) => !base.tenants.has(id)).map((id): [string, null] => [id, null]);
  const after = new Map([...moneyBy(estate, selected, terms), ...removed.map((id): [string, null] => [id, null])]);
  return moneyChanges(new Map([...before, ...added]), after);
}

function estateOfBase({ estate: before, tenants }: Base, estate: Estate): CostEstate {
  const claimsOf = new Map(estate.tenants.map(({ resolved, claims }) => [resolved.id, claims]));
  if (before === undefined) {
    const all = [...tenants].map(([id, { resolved }]) => ({ resolved, claims: claimsOf.get(id) ?? [] }));
    return { ...estate, tenants: all };
  }
  return { ...before, costs: before.costs.priceBooks.length === 0 ? estate.costs : before.costs };
}

function idsOf(tenants: readonly EstateTenant[]): Set<string> {
  return new Set(tenants.map(({ resolved }) => resolved.id));
}
