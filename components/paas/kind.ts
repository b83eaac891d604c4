import { z } from "zod";

import type { Json, PlanResult, ServiceKind } from "../../core/kinds/serviceKind.ts";
import type { PaasBundlePlan } from "./bundle.ts";
import { environmentEntitlements, environmentFeatures, environmentOrder } from "./environment/order.ts";
import { planEnvironments } from "./environment/plan.ts";
import { sampleSpec } from "./sampleSpec.ts";
import { statefulChanges } from "./stateful.ts";
import { tradeOffs } from "./tradeOffs.ts";

const specSchema = z.strictObject({ ...environmentOrder });

const entitlementsSchema = z.strictObject({ ...environmentEntitlements });

const featuresSchema = z.strictObject({ ...environmentFeatures });

type Spec = z.output<typeof specSchema>;
type Entitlements = z.output<typeof entitlementsSchema>;
type Features = z.output<typeof featuresSchema>;

/** Platform as a service on Kubernetes: environments as namespaces with quotas, closed networks and roles for the customer's people. */
export const paas: ServiceKind<Spec, Entitlements, Features> = {
  name: "paas",
  title: "Platform as a service",
  target: "kubernetes",
  specSchema,
  entitlementsSchema,
  featuresSchema,
  starter: {
    questions: [{ path: ["environments"], text: "Which environments?", proposal: ["prod"], required: true }],
  },
  statefulChanges,
  sampleSpec,
  tradeOffs,

  demand: ({ environments }) => ({ environments: { amount: environments.length, path: ["environments"] } }),

  plan({ spec, entitlements, features, ...context }): PlanResult {
    const { plan, claims, problems } = planEnvironments(context, spec, entitlements, features);
    if (problems.length > 0) return { bundle: undefined, problems };
    return { bundle: plan satisfies PaasBundlePlan as unknown as Json, claims, problems: [] };
  },
};
