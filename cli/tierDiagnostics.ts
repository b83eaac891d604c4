import { serviceKinds } from "../components/registry.ts";
import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import type { Estate } from "../core/estate/estate.ts";

/** Tiers that cost more than their price; none where the estate has no price book, and nothing is loaded then. */
export async function tierDiagnostics(estate: Estate | undefined, day: string): Promise<readonly Diagnostic[]> {
  if (estate === undefined || estate.costs.priceBooks.length === 0) return [];
  const { unprofitableTiers } = await import("../core/margin/unprofitableTiers.ts");
  return unprofitableTiers(estate, serviceKinds, day);
}
