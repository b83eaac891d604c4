import type { PlanInput, PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { formatTier } from "../../../core/schema/tier.ts";
import { orderedTwice } from "../../shared/orderedTwice.ts";
import type { SaasEntitlements, SaasFeatures, SaasOrder } from "../order.ts";

type Input = PlanInput<SaasOrder, SaasEntitlements, SaasFeatures>;

/** Everything that keeps a tenant from being one of its cell's pool. */
export function checkPool(input: Input): PlanProblem[] {
  const { spec, features } = input;
  return [
    ...checkCell(input),
    ...checkGateway(input),
    ...orderedTwice(spec.hosts, ["hosts"], "host"),
    ...(spec.path === undefined || features.pool?.domain !== undefined
      ? []
      : [
          {
            concern: "tier",
            path: ["path"],
            message: "The tier has no host that its tenants share.",
            fix: "Order a host of the tenant's own with hosts, or a tier whose pool has a domain.",
          } as const,
        ]),
  ];
}

function checkCell({ cell, tier }: Input): PlanProblem[] {
  if (cell.target !== "kubernetes") return [];
  const hosts = cell.hosts ?? [];
  const wanted = `saas/${formatTier(tier)}`;
  if (hosts.includes(wanted)) return [];
  return [
    {
      concern: "cell",
      path: [],
      message: `The cell "${cell.id}" does not host ${wanted}, whose tenants share one application.`,
      allowed: hosts.join(", ") || "none; the cell hosts nothing",
      fix: `Add ${wanted} to hosts of the cell and run: tenantry cell up ${cell.id}; or choose a cell that hosts it, or another tier.`,
    },
  ];
}

function checkGateway({ cell, spec }: Input): PlanProblem[] {
  const isReached = spec.hosts.length > 0 || spec.path !== undefined;
  if (cell.target !== "kubernetes" || cell.gateway !== undefined || !isReached) return [];
  const message = `The cell "${cell.id}" has no gateway that hosts could be reached by.`;
  const fix = "Choose a cell with a gateway, or set gateway in this one where its cluster serves one.";
  return [{ concern: "cell", path: [spec.hosts.length > 0 ? "hosts" : "path"], message, fix }];
}
