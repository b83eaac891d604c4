import type { DiffSummary, TenantDiff } from "../results/fleetDiff.ts";

/** Counts tenants by what becomes of them, and resources by what is done to them. */
export function summarise(tenants: readonly TenantDiff[]): DiffSummary {
  const steps = tenants.flatMap((tenant) => tenant.steps);
  const tenantsThat = (change: TenantDiff["change"]): number => tenants.filter((each) => each.change === change).length;
  const stepsThat = (op: "create" | "update" | "replace" | "delete"): number =>
    steps.filter((step) => step.op === op).length;
  return {
    added: tenantsThat("added"),
    changed: tenantsThat("changed"),
    unchanged: tenantsThat("unchanged"),
    removed: tenantsThat("removed"),
    unknown: tenantsThat("unknown"),
    create: stepsThat("create"),
    update: stepsThat("update"),
    replace: stepsThat("replace"),
    delete: stepsThat("delete"),
    refused: steps.filter(({ refused }) => refused).length,
  };
}
