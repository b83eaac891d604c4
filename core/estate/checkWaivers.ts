import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { locate } from "../documents/localProblem.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import type { WaiversManifest } from "../schema/waivers.ts";
import type { Sourced } from "./estate.ts";

/** Waivers for tenants that do not exist. Whether a rule exists is the policies' to say, and whether a waiver counts still, too. */
export function checkWaivers(
  { manifest, document }: Sourced<WaiversManifest>,
  tenants: readonly Sourced<TenantManifest>[],
): Diagnostic[] {
  const known = tenants.map((tenant) => tenant.manifest.metadata.id);
  const tenantIds = new Set(known);
  return manifest.spec.waivers.flatMap(({ tenant }, index) => {
    if (tenantIds.has(tenant)) return [];
    const path = ["spec", "waivers", index, "tenant"];
    const message = `The estate has no tenant "${tenant}" to waive a rule for.`;
    const fix = didYouMean(tenant, known) ?? "Remove the waiver.";
    return [locate({ code: "TEN219", path, message, fix }, [], document.positions)];
  });
}
