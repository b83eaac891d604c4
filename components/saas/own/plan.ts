import type { Claim, PlanInput, PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import type { PaasBundlePlan } from "../../paas/bundle.ts";
import { paas } from "../../paas/kind.ts";
import type { PartPlan } from "../../shared/partContext.ts";
import type { SaasEntitlements, SaasFeatures, SaasOrder } from "../order.ts";
import { platformOrder } from "../platformOrder.ts";
import { recordOf, recordText } from "../record.ts";

/** The one environment of a tenant with an application of its own. */
export const ownEnvironment = "prod";

type Input = PlanInput<SaasOrder, SaasEntitlements, SaasFeatures>;

/** Where an order of the platform's says what an order of the application says elsewhere; what no entry has is of the whole order. */
const places: Readonly<Record<string, readonly string[]>> = {
  apps: ["channel"],
  database: ["storageGiB"],
};

/** Decides an application of a tenant's own, by the planners of the platform: an environment of its own with a database of its own. */
export function planOwn(input: Input): PartPlan<PaasBundlePlan | undefined> {
  const { spec, features, tenantId, subscriptionName } = input;
  const release = Object.hasOwn(features.channels, spec.channel) ? features.channels[spec.channel] : undefined;
  const problems: PlanProblem[] =
    spec.path === undefined
      ? []
      : [
          {
            concern: "tier",
            path: ["path"],
            message: "The tier gives each tenant an application of its own, which shares no host.",
            fix: "Order a host of the tenant's own with hosts.",
          },
        ];
  if (release === undefined) return { plan: undefined, claims: [], problems };
  const id = physicalName(nameRules.kubernetesObject, [tenantId, subscriptionName]);
  const order = platformOrder(
    {
      environment: ownEnvironment,
      apps: [
        {
          name: features.application,
          image: release.image,
          env: { TENANTRY_TENANT: id, TENANTRY_RECORD: recordText(recordOf(id, release.version, input)) },
          secrets: spec.secrets,
        },
      ],
      hosts: spec.hosts,
      storageGiB: spec.storageGiB,
      unprotected: spec.unprotected,
    },
    features,
  );
  const planned = paas.plan({ ...input, ...order });
  problems.push(...planned.problems.map((problem) => ({ ...problem, path: placeIn(problem.path) })));
  if (planned.bundle === undefined || problems.length > 0) return { plan: undefined, claims: [], problems };
  return {
    plan: planned.bundle as unknown as PaasBundlePlan,
    claims: planned.claims.map((claim): Claim => ({ ...claim, path: placeIn(claim.path) })),
    problems: [],
  };
}

/** The place in the order of the application for one in the order of the platform. */
function placeIn([field, ...rest]: PlanProblem["path"]): PlanProblem["path"] {
  if (field === "hosts" || field === "unprotected") return [field, ...rest.slice(0, 1)];
  return (typeof field === "string" && Object.hasOwn(places, field) ? places[field] : undefined) ?? [];
}
