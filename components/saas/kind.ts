import type { Json, PlanResult, ServiceKind } from "../../core/kinds/serviceKind.ts";
import type { SaasBundle } from "./bundle.ts";
import { checkTier } from "./checkTier.ts";
import { consumption, saasAssumptions } from "./consumption.ts";
import {
  saasDemand,
  saasEntitlements,
  saasFeatures,
  saasOrder,
  type SaasEntitlements,
  type SaasFeatures,
  type SaasOrder,
} from "./order.ts";
import { planOwn } from "./own/plan.ts";
import { planPoolTenant } from "./pool/plan.ts";
import { planShared } from "./pool/shared.ts";
import { runsVersions } from "./runsVersions.ts";
import { sampleSpec } from "./sampleSpec.ts";
import { scaledSpec } from "./scaledSpec.ts";
import { statefulChanges } from "./stateful.ts";
import { tradeOffs } from "./tradeOffs.ts";
import { checkPoolUnprotected } from "./unprotected.ts";

/**
 * Software as a service on Kubernetes: the provider's own application, sold by tiers in three isolations. In a pool tenants share the
 * application and its database, which the cell's stack has; as a bridge each has its own on shared nodes, and as a silo on nodes of its own.
 */
export const saas: ServiceKind<SaasOrder, SaasEntitlements, SaasFeatures> = {
  name: "saas",
  title: "Software as a service",
  focus: { category: "Business Applications", subcategory: "Productivity and Collaboration" },
  target: "kubernetes",
  specSchema: saasOrder,
  entitlementsSchema: saasEntitlements,
  featuresSchema: saasFeatures,
  starter: {
    questions: [{ path: ["users"], text: "How many users?", proposal: 1, required: false }],
  },
  statefulChanges,
  runsVersions,
  assumptions: saasAssumptions,
  consumption,
  sampleSpec,
  scaledSpec,
  tradeOffs,
  demand: saasDemand,
  shared: planShared,

  plan(input): PlanResult {
    const { isolation, spec, cell } = input;
    if (cell.target !== "kubernetes") throw new TypeError(`saas is planned on kubernetes cells, not on ${cell.target}`);
    const mistakes = checkTier(input);
    const { unprotected } = spec;
    if (isolation === "pool") {
      const { plan, claims, problems } = planPoolTenant(input);
      const all = [...mistakes, ...problems, ...checkPoolUnprotected(input)];
      if (plan === undefined || all.length > 0) return { bundle: undefined, problems: all };
      const bundle: SaasBundle = { place: "pool", ...plan, ...(unprotected.length > 0 && { unprotected }) };
      return { bundle: bundle as unknown as Json, claims, problems: [] };
    }
    const { plan, claims, problems } = planOwn(input);
    const all = [...mistakes, ...problems];
    if (plan === undefined || all.length > 0) return { bundle: undefined, problems: all };
    const bundle: SaasBundle = { place: "own", ...plan };
    return { bundle: bundle as unknown as Json, claims, problems: [] };
  },
};
