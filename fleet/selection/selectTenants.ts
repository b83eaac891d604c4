import type { Estate, EstateTenant } from "../../core/estate/estate.ts";
import { subscribedTiers, type ResolvedSubscription } from "../../core/resolve/resolvedTenant.ts";
import { nothingSelected, unmatched } from "./nothingSelected.ts";
import { problemOfIds } from "./problemOfIds.ts";
import { criteriaOf, isPattern, type Criterion, type Selectors } from "./selectors.ts";

/** A tenant that a verb works on. */
export interface Selected {
  readonly tenant: EstateTenant;
  /** Why it is selected, a reason for each kind of selector; each such as `ring early`. */
  readonly why: readonly string[];
}

/** The tenants that a verb works on, or why the selection means nothing. */
export type Selection =
  | {
      /** In the order of their ids. */
      readonly selected: readonly Selected[];
      /** Why there is none, and what there is; absent where there is one, or the estate has no tenant at all. */
      readonly nothing?: string;
      /** What of the selection fits nobody, although the rest does. */
      readonly warnings: readonly string[];
    }
  | { readonly problem: string };

/**
 * Selects tenants. Selectors of different kinds all have to hold, those about a subscription of one and the same; of the values of one
 * kind any may hold. Naming nothing is a mistake, not "all"; and so is an id that the estate does not have.
 */
export function selectTenants({ tenants }: Pick<Estate, "tenants">, selectors: Selectors): Selection {
  const { ids, all = false } = selectors;
  const criteria = criteriaOf(selectors);
  const known = tenants.map(({ resolved }) => resolved.id);
  const exact = ids.filter((id) => !isPattern(id));
  const isAsked = criteria.length > 0 || all;
  const problem = problemOfIds("tenant", known, { given: ids, exact, all }, isAsked);
  if (problem !== undefined) return { problem };
  const selected = tenants.flatMap((tenant): Selected[] => {
    const why = whySelected(tenant, criteria);
    return why === undefined ? [] : [{ tenant, why: why.length === 0 ? ["all"] : why }];
  });
  if (selected.length > 0) return { selected, warnings: unmatched(tenants, criteria) };
  return { selected, warnings: [], ...(criteria.length > 0 && { nothing: nothingSelected(tenants, criteria) }) };
}

/** The tenant with an id, or why there is none. */
export function tenantOf(
  { tenants }: Pick<Estate, "tenants">,
  id: string,
): EstateTenant | { readonly problem: string } {
  const known = tenants.map(({ resolved }) => resolved.id);
  const problem = problemOfIds("tenant", known, { given: [id], exact: [id], all: false }, true);
  return tenants.find(({ resolved }) => resolved.id === id) ?? { problem: problem ?? "" };
}

/** Why a tenant is selected; undefined when it is not. */
function whySelected(tenant: EstateTenant, criteria: readonly Criterion[]): string[] | undefined {
  const ofSubscriptions = criteria.filter(({ fitsSubscription }) => fitsSubscription !== undefined);
  const why: string[] = [];
  for (const criterion of criteria.filter((other) => !ofSubscriptions.includes(other))) {
    const value = criterion.values.find((candidate) => criterion.fits(tenant, candidate));
    if (value === undefined) return undefined;
    why.push(reason(criterion.option, value));
  }
  if (ofSubscriptions.length === 0) return why;
  const { subscriptions } = tenant.resolved;
  const fits = (subscription: ResolvedSubscription): boolean =>
    ofSubscriptions.every(({ values, fitsSubscription }) =>
      values.some((value) => fitsSubscription?.(subscription, value)),
    );
  const index = subscriptions.findIndex(fits);
  const found = subscriptions[index];
  if (found === undefined) return undefined;
  const tier = subscribedTiers(tenant.resolved)[index] ?? "";
  return [...why, `subscription ${found.name}: ${tier} in ${found.cell.id}`];
}

function reason(option: string, value: string): string {
  if (option === "") return isPattern(value) ? `matches ${value}` : "named";
  return `${option.slice(2)} ${value}`;
}
