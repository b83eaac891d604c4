import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { locate } from "../documents/localProblem.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import type { Sourced } from "./estate.ts";

/** Whether a tenant's state and the reason for its suspension belong together. One that has left may keep what it left with. */
export function checkSuspension({ manifest, document }: Sourced<TenantManifest>): Diagnostic[] {
  const { state, suspension } = manifest.spec;
  const { id } = manifest.metadata;
  if (state === "active" && suspension !== undefined) {
    const message = "The manifest says why the tenant is suspended, and the tenant is not.";
    const fix = `Suspend it, or remove spec.suspension: tenantry resume ${id} does.`;
    return [locate({ code: "TEN233", message, fix, path: ["spec", "suspension"] }, [], document.positions)];
  }
  if (state === "suspended" && suspension === undefined) {
    const message = "The tenant is suspended, and nothing says why.";
    const fix = `Say why: tenantry suspend ${id} --reason non-payment, security or customer-request.`;
    const problem = { code: "TEN234", severity: "warning", message, fix, path: ["spec", "state"] } as const;
    return [locate(problem, [], document.positions)];
  }
  return [];
}
