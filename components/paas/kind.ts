import { z } from "zod";

import type { Json, PlanResult, ServiceKind } from "../../core/kinds/serviceKind.ts";
import { checkUnprotected } from "../shared/unprotected.ts";
import {
  applicationsDemand,
  applicationsEntitlements,
  applicationsFeatures,
  applicationsOrder,
} from "./applications/order.ts";
import { planApplications } from "./applications/plan.ts";
import type { PaasBundlePlan } from "./bundle.ts";
import { consumption, paasAssumptions } from "./consumption.ts";
import { databaseDemand, databaseEntitlements, databaseFeatures, databaseOrder } from "./database/order.ts";
import { databaseClusters, planDatabases } from "./database/plan.ts";
import { environmentEntitlements, environmentFeatures, environmentOrder } from "./environment/order.ts";
import { planEnvironments } from "./environment/plan.ts";
import { runsIn } from "./environment/runsIn.ts";
import type { EnvironmentPartContext } from "./partContext.ts";
import { routesDemand, routesEntitlements, routesOrder } from "./routes/order.ts";
import { planRoutes } from "./routes/plan.ts";
import { runsVersions } from "./runsVersions.ts";
import { sampleSpec } from "./sampleSpec.ts";
import { scaledSpec } from "./scaledSpec.ts";
import { statefulChanges } from "./stateful.ts";
import { tradeOffs } from "./tradeOffs.ts";
import { partsWithData, unprotectedOrder } from "./unprotected.ts";

const specSchema = z.strictObject({
  ...environmentOrder,
  ...applicationsOrder,
  ...routesOrder,
  ...databaseOrder,
  ...unprotectedOrder,
});

const entitlementsSchema = z.strictObject({
  ...environmentEntitlements,
  ...applicationsEntitlements,
  ...routesEntitlements,
  ...databaseEntitlements,
});

const featuresSchema = z.strictObject({ ...environmentFeatures, ...applicationsFeatures, ...databaseFeatures });

type Spec = z.output<typeof specSchema>;

/** What is granted of the platform. */
export type PaasEntitlements = z.output<typeof entitlementsSchema>;

/** What a tier of the platform switches on. */
export type PaasFeatures = z.output<typeof featuresSchema>;

/**
 * Platform as a service on Kubernetes: environments as namespaces with quotas, closed networks and roles for the customer's people, and
 * in them apps, the hosts that lead to them, and databases.
 */
export const paas: ServiceKind<Spec, PaasEntitlements, PaasFeatures> = {
  name: "paas",
  title: "Platform as a service",
  focus: { category: "Compute", subcategory: "Containers" },
  target: "kubernetes",
  specSchema,
  entitlementsSchema,
  featuresSchema,
  starter: {
    questions: [{ path: ["environments"], text: "Which environments?", proposal: ["prod"], required: true }],
  },
  statefulChanges,
  runsVersions,
  assumptions: paasAssumptions,
  consumption,
  sampleSpec,
  scaledSpec,
  tradeOffs,

  demand: (spec) => ({
    environments: { amount: spec.environments.length, path: ["environments"] },
    ...applicationsDemand(spec),
    ...routesDemand(spec),
    ...databaseDemand(spec),
  }),

  plan({ spec, entitlements, features, ...rest }): PlanResult {
    const { tenantId, subscriptionName, cell } = rest;
    if (cell.target !== "kubernetes") throw new TypeError(`paas is planned on kubernetes cells, not on ${cell.target}`);
    const environments = planEnvironments(rest, spec, entitlements, features);
    const context: EnvironmentPartContext = {
      ...rest,
      owner: [tenantId, subscriptionName],
      cell,
      environments: environments.plan.environments,
    };
    const databases = planDatabases(context, spec, features);
    const applications = planApplications(context, spec, features, databaseClusters(context, spec));
    const apps = spec.apps.map((app) => {
      return { name: app.name, environments: spec.environments.filter((name) => runsIn(app, name)) };
    });
    const routes = planRoutes(context, spec, apps);
    const parts = [environments, databases, applications, routes];
    const problems = [
      ...parts.flatMap((part) => part.problems),
      ...checkUnprotected(spec.unprotected, partsWithData(spec)),
    ];
    if (problems.length > 0) return { bundle: undefined, problems };
    const bundle = {
      ...environments.plan,
      ...databases.plan,
      ...applications.plan,
      ...routes.plan,
      ...(spec.unprotected.length > 0 && { unprotected: spec.unprotected }),
    };
    return {
      bundle: bundle satisfies PaasBundlePlan as unknown as Json,
      claims: parts.flatMap((part) => part.claims),
      problems: [],
    };
  },
};
