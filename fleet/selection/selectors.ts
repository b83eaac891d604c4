import { matchesGlob } from "node:path";

import type { EstateTenant } from "../../core/estate/estate.ts";
import type { ResolvedSubscription } from "../../core/resolve/resolvedTenant.ts";
import { formatTier } from "../../core/schema/tier.ts";

/** A label as it is asked for. */
export interface LabelSelector {
  readonly key: string;
  readonly value: string;
}

/** Which tenants a verb is to work on. What is absent or empty asks for nothing. */
export interface Selectors {
  /** Ids, and patterns of ids such as `acme-*`. */
  readonly ids: readonly string[];
  /** Every tenant, as far as the other selectors let it. */
  readonly all?: boolean | undefined;
  /** Values of one key: any of them; keys: all of them. */
  readonly labels?: readonly LabelSelector[] | undefined;
  readonly services?: readonly string[] | undefined;
  /** `standard`, `standard@2`, `iaas/standard` or `iaas/standard@2`. */
  readonly tiers?: readonly string[] | undefined;
  /** Ids of cells. */
  readonly cells?: readonly string[] | undefined;
  readonly rings?: readonly string[] | undefined;
  readonly states?: readonly string[] | undefined;
}

/** One kind of selector that is asked for: of its values any has to fit. */
export interface Criterion {
  /** How it is written: `--tier`; empty for ids. */
  readonly option: string;
  readonly values: readonly string[];
  /** True where one value fits a tenant. */
  readonly fits: (tenant: EstateTenant, value: string) => boolean;
  /** The values that a tenant could be selected by, for suggestions. */
  readonly valuesOf: (tenant: EstateTenant) => readonly string[];
  /** Those of them that say enough, for the list of what there is. */
  readonly shownOf: (tenant: EstateTenant) => readonly string[];
  /** What the values are, for the list of what there is: `Tiers`. */
  readonly plural: string;
  /** Where it is about a subscription: true where a value fits this one. */
  readonly fitsSubscription?: (subscription: ResolvedSubscription, value: string) => boolean;
}

/** True for a pattern of ids; no id has these characters. */
export function isPattern(text: string): boolean {
  return /[*?[\]{}()!]/.test(text);
}

/** What is asked for, kind by kind. Kinds that are not asked for are left out. */
export function criteriaOf(selectors: Selectors): Criterion[] {
  const byKey = Map.groupBy(selectors.labels ?? [], ({ key }) => key);
  const all: Criterion[] = [
    {
      option: "",
      plural: "Tenants",
      values: selectors.ids,
      fits: ({ resolved }, value) => (isPattern(value) ? matchesGlob(resolved.id, value) : resolved.id === value),
      valuesOf: ({ resolved }) => [resolved.id],
      shownOf: ({ resolved }) => [resolved.id],
    },
    ...[...byKey].map(([key, labels]) => labelCriterion(key, labels)),
    ofSubscription("--service", "Services", selectors.services, ({ service }) => [service]),
    ofSubscription("--tier", "Tiers", selectors.tiers, ({ service, tier }) => {
      const [named, versioned] = [tier.name, formatTier(tier)];
      return [`${service}/${versioned}`, versioned, named, `${service}/${named}`];
    }),
    ofSubscription("--cell", "Cells", selectors.cells, ({ cell }) => [cell.id]),
    ofTenant("--ring", "Rings", selectors.rings, ({ resolved }) => resolved.ring),
    ofTenant("--state", "States", selectors.states, ({ resolved }) => resolved.state),
  ];
  return all.filter(({ values }) => values.length > 0);
}

function labelCriterion(key: string, labels: readonly LabelSelector[]): Criterion {
  const labelsOf = ({ manifest }: EstateTenant): string[] =>
    Object.entries(manifest.metadata.labels).map(([name, value]) => `${name}=${value}`);
  return {
    option: "--label",
    plural: "Labels",
    values: labels.map(({ value }) => `${key}=${value}`),
    fits: (tenant, value) => labelsOf(tenant).includes(value),
    valuesOf: labelsOf,
    shownOf: labelsOf,
  };
}

function ofTenant(
  option: string,
  plural: string,
  values: readonly string[] = [],
  valueOf: (tenant: EstateTenant) => string,
): Criterion {
  const fits: Criterion["fits"] = (tenant, value) => valueOf(tenant) === value;
  const allOf: Criterion["valuesOf"] = (tenant) => [valueOf(tenant)];
  return { option, plural, values, fits, valuesOf: allOf, shownOf: allOf };
}

function ofSubscription(
  option: string,
  plural: string,
  values: readonly string[] = [],
  valuesOf: (subscription: ResolvedSubscription) => readonly string[],
): Criterion {
  const fitsSubscription = (subscription: ResolvedSubscription, value: string): boolean =>
    valuesOf(subscription).includes(value);
  return {
    option,
    plural,
    values,
    fitsSubscription,
    fits: ({ resolved }, value) => resolved.subscriptions.some((subscription) => fitsSubscription(subscription, value)),
    valuesOf: ({ resolved }) => resolved.subscriptions.flatMap(valuesOf),
    shownOf: ({ resolved }) => resolved.subscriptions.flatMap((subscription) => valuesOf(subscription).slice(0, 1)),
  };
}
