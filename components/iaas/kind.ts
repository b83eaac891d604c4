import { z } from "zod";

import type { Json, PlanResult, ServiceKind } from "../../core/kinds/serviceKind.ts";
import type { IaasBundlePlan } from "./bundle.ts";
import { networkFeatures, networkOrder } from "./network/order.ts";
import { planNetwork } from "./network/plan.ts";
import type { PartContext } from "./partContext.ts";
import { statefulChanges } from "./stateful.ts";
import { storageDemand, storageEntitlements, storageOrder } from "./storage/order.ts";
import { planStorage } from "./storage/plan.ts";
import { checkUnprotected, unprotectedOrder } from "./unprotected.ts";

const specSchema = z.strictObject({ network: networkOrder, ...storageOrder, ...unprotectedOrder });
const entitlementsSchema = z.strictObject({ ...storageEntitlements });
const featuresSchema = z.strictObject({ ...networkFeatures });

type Spec = z.output<typeof specSchema>;
type Entitlements = z.output<typeof entitlementsSchema>;
type Features = z.output<typeof featuresSchema>;

/** Infrastructure as a service on AWS: a network of the tenant's own and private, encrypted buckets. */
export const iaas: ServiceKind<Spec, Entitlements, Features> = {
  name: "iaas",
  title: "Infrastructure as a service",
  target: "aws",
  specSchema,
  entitlementsSchema,
  featuresSchema,
  starter: {
    network: { path: ["network", "cidr"], prefixLength: 20 },
    questions: [{ path: ["buckets"], text: "Which buckets?", proposal: [], required: false }],
  },
  statefulChanges,

  demand: (spec) => ({ ...storageDemand(spec) }),

  plan({ tenantId, subscriptionName, cell, spec, features, ...rest }): PlanResult {
    if (cell.target !== "aws") throw new TypeError(`iaas is planned on aws cells, not on ${cell.target}`);
    const zones = cell.zones.slice(0, features.zones).map((zone) => zone.slice(-1));
    const context: PartContext = { ...rest, owner: [tenantId, subscriptionName], cell, zones };
    const network = planNetwork(context, spec.network, features, false);
    const storage = planStorage(context, spec);
    const problems = [...network.problems, ...storage.problems, ...checkUnprotected(spec)];
    if (problems.length > 0 || network.plan === undefined) return { bundle: undefined, problems };
    const bundle = {
      network: network.plan,
      ...storage.plan,
      ...(spec.unprotected.length > 0 && { unprotected: spec.unprotected }),
    } satisfies IaasBundlePlan;
    return {
      bundle: bundle satisfies IaasBundlePlan as unknown as Json,
      claims: [...network.claims, ...storage.claims],
      problems: [],
    };
  },
};
