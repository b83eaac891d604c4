import type { PlanInput, PlanProblem } from "../../../core/kinds/serviceKind.ts";
import type { EnvironmentFeatures } from "./order.ts";

/**
 * A tier of the isolation `silo` promises nodes of the tenant's own, and only such a tier has them, so that what a tier is called and
 * what it does agree. Its cell has to have them; whether they have what the tier grants, the claims tell.
 */
export function checkNodes(
  { tenantId, cell, isolation }: Pick<PlanInput<unknown, unknown, unknown>, "tenantId" | "cell" | "isolation">,
  { nodes }: Pick<EnvironmentFeatures, "nodes">,
): PlanProblem[] {
  if ((isolation === "silo") !== (nodes === "own")) {
    const promised = isolation === "silo" ? "nodes of the tenant's own" : "nodes that tenants share";
    return [
      {
        concern: "tier",
        path: [],
        message: `The tier promises ${promised} (isolation ${isolation}), and its feature nodes is ${nodes}.`,
        allowed: isolation === "silo" ? "own" : "shared",
        fix: "Choose another tier, or publish a version of this one in which the two agree.",
      },
    ];
  }
  if (nodes === "shared" || cell.target !== "kubernetes" || cell.ownNodes.some(({ tenant }) => tenant === tenantId)) {
    return [];
  }
  return [
    {
      concern: "cell",
      path: [],
      message: `The tier promises nodes of the tenant's own (isolation silo), and the cell "${cell.id}" has none for ${tenantId}.`,
      fix: `Add nodes with the label and the taint tenantry.dev/tenant of ${tenantId} to the cluster, and an entry for them to ownNodes of the cell; or choose a tier that shares nodes.`,
    },
  ];
}
