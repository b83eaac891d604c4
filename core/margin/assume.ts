import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { editDocument } from "../documents/editDocument.ts";
import { textOf, type SourceFile } from "../documents/sourceFile.ts";
import type { Estate, EstateTenant } from "../estate/estate.ts";
import { loadEstate } from "../estate/loadEstate.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import { decimal, percentOf, type Decimal } from "../money/amount.ts";
import type { CostEstate } from "../cost/estateCosts.ts";
import type { ResolvedSubscription } from "../resolve/resolvedTenant.ts";
import type { WhatIf } from "./parseWhatIf.ts";

/** An estate whose selected tenants may be assumed to be other. */
export interface Assumable {
  readonly estate: Estate;
  /** The files that it was read from. */
  readonly files: readonly SourceFile[];
  /** The estate's directory as messages name it. */
  readonly directory: string;
  readonly kinds: ServiceKinds;
  readonly day: string;
  /** Whom it is about. */
  readonly selected: readonly EstateTenant[];
}

/** The estate as it would be with what is assumed, or why it cannot be so. */
export type Assumed =
  | { readonly costEstate: CostEstate; readonly sentences: readonly string[] }
  | { readonly problem: string }
  | { readonly diagnostics: readonly Diagnostic[] };

/**
 * The estate with what is assumed of the selected tenants. Tiers are changed in their manifests, which are read and judged anew, so that
 * an order that does not fit its new tier is told of; drafts of tiers may be assumed. Nothing is written.
 */
export function assume(assumable: Assumable, whatIf: WhatIf): Assumed {
  const withTiers = assumeTiers(assumable, whatIf.tiers);
  if (!("estate" in withTiers)) return withTiers;
  const ids = new Set(assumable.selected.map(({ resolved }) => resolved.id));
  const { region, pricePercent, utilisationPercent } = whatIf;
  const { manifest, costs, tenants } = withTiers.estate;
  const moved = new Set(
    tenants
      .filter(({ resolved }) => ids.has(resolved.id))
      .flatMap(({ resolved }) => resolved.subscriptions.map(({ cell }) => cell.id)),
  );
  const placed = <Cell extends { readonly id: string; readonly region: string }>(cell: Cell): Cell =>
    region !== undefined && moved.has(cell.id) ? { ...cell, region } : cell;
  const ofTenant = (subscription: ResolvedSubscription, isSelected: boolean): ResolvedSubscription => ({
    ...subscription,
    cell: placed(subscription.cell),
    ...(isSelected && pricePercent !== undefined && repriced(subscription, pricePercent)),
  });
  return {
    costEstate: {
      manifest: { ...manifest, spec: { ...manifest.spec, cells: manifest.spec.cells.map(placed) } },
      costs:
        utilisationPercent === undefined
          ? costs
          : {
              ...costs,
              cells: costs.cells.map((cell) => ({
                ...cell,
                targetUtilisationPercent: utilisationPercent.toNumber(),
              })),
            },
      tenants: tenants.map(({ resolved, claims }) => ({
        claims,
        resolved: {
          ...resolved,
          subscriptions: resolved.subscriptions.map((one) => ofTenant(one, ids.has(resolved.id))),
        },
      })),
    },
    sentences: sentencesOf(whatIf, [...moved].toSorted()),
  };
}

function assumeTiers(
  { estate, files, directory, kinds, day, selected }: Assumable,
  tiers: WhatIf["tiers"],
): { readonly estate: Estate } | Extract<Assumed, { problem: string } | { diagnostics: unknown }> {
  if (tiers.size === 0) return { estate };
  const edits = selected.flatMap((tenant) =>
    tenant.manifest.spec.subscriptions.flatMap(({ name }, index) => {
      const tier = tiers.get(name);
      return tier === undefined ? [] : [{ file: tenant.document.name, name, index, tier }];
    }),
  );
  const missing = [...tiers.keys()].filter((name) => !edits.some((edit) => edit.name === name));
  if (missing.length > 0) return { problem: `No selected tenant has a subscription named ${missing.join(", ")}.` };
  const byFile = Map.groupBy(edits, ({ file }) => file);
  const problems: string[] = [];
  const changed = files.map((file) => {
    let text = textOf(file);
    for (const { index, tier } of byFile.get(file.name) ?? []) {
      const edited = editDocument(text, ["spec", "subscriptions", index, "tier"], tier);
      if ("problem" in edited) problems.push(`${file.path}: ${edited.problem}`);
      else text = edited.text;
    }
    return byFile.has(file.name) ? { ...file, bytes: new TextEncoder().encode(text) } : file;
  });
  if (problems.length > 0) return { problem: problems.join("\n") };
  const loaded = loadEstate(changed, directory, kinds, { today: day, retired: "warning", allowDrafts: true });
  return loaded.estate === undefined ? { diagnostics: loaded.diagnostics } : { estate: loaded.estate };
}

/** The prices of a subscription and its add-ons, higher by so many per cent. */
function repriced(
  { price, addOns }: ResolvedSubscription,
  percent: Decimal,
): Pick<ResolvedSubscription, "price" | "addOns"> {
  const higher = (monthly: number): number => percentOf(decimal(monthly), percent.plus(100)).toNumber();
  return {
    price: { ...price, monthly: higher(price.monthly) },
    addOns: addOns.map((addOn) => ({ ...addOn, price: { ...addOn.price, monthly: higher(addOn.price.monthly) } })),
  };
}

function sentencesOf({ tiers, pricePercent, region, utilisationPercent }: WhatIf, moved: readonly string[]): string[] {
  return [
    ...[...tiers].map(([name, tier]) => `the subscription ${name} is of ${tier}`),
    ...(pricePercent === undefined
      ? []
      : [`prices are ${pricePercent.abs().toFixed()} % ${pricePercent.lt(0) ? "lower" : "higher"}`]),
    ...(region === undefined ? [] : [`what is in ${moved.join(", ")} is in ${region}`]),
    ...(utilisationPercent === undefined
      ? []
      : [`shared cells are meant to be sold to ${utilisationPercent.toFixed()} %`]),
  ];
}
