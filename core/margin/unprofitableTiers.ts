import { isRetired } from "../catalogue/standing.ts";
import { versionId } from "../catalogue/versionId.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { locate } from "../documents/localProblem.ts";
import type { CatalogueEntry, Estate } from "../estate/estate.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import { decimal } from "../money/amount.ts";
import { tierCurves, type TierAtUse } from "./tierCurve.ts";

/**
 * Tiers that cost more than their price when all that they grant is used, even in the cheapest cell that they can be sold in. What has
 * no rate counts as nothing, so that such a tier is so for certain. Nothing is said where the estate has no price book, and of tiers
 * that are retired.
 *
 * @param day whose rates count.
 */
export function unprofitableTiers(estate: Estate, kinds: ServiceKinds, day: string): Diagnostic[] {
  if (estate.costs.priceBooks.length === 0) return [];
  const curves = tierCurves(estate, kinds, day);
  return estate.catalogue
    .filter(({ manifest }) => !isRetired(manifest, day))
    .flatMap((entry) => {
      const full = curves.at(entry, 100);
      return "balance" in full && decimal(full.balance.margin).lt(0) ? [describe(entry, full, estate)] : [];
    });
}

function describe({ manifest, document }: CatalogueEntry, { region, balance }: TierAtUse, estate: Estate): Diagnostic {
  const { currency, money } = estate.manifest.spec;
  const example = balance.example ? " The rates are examples in part." : "";
  const problem = {
    code: "TEN275",
    severity: money.unprofitableTiers,
    path: ["spec", "price", "monthly"],
    message:
      `When all that ${versionId(manifest)} grants is used, it costs ${balance.cost.expected} ${currency} a month even where it is ` +
      `cheapest, in ${region}, and its price is ${balance.price} ${currency}.${example}`,
    fix: "Publish a version with a higher price, meters, or less that it grants; tenantry designer shows up to which use it pays.",
  } as const;
  return locate(problem, [], document.positions);
}
