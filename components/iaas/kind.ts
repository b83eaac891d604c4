import { z } from "zod";

import type { Json, PlanResult, ServiceKind } from "../../core/kinds/serviceKind.ts";
import { foundationFeatures } from "../foundation/order.ts";
import { planFoundation } from "../foundation/plan.ts";
import { accessFeatures, accessOrder } from "./access/order.ts";
import { planAccess } from "./access/plan.ts";
import { checkAccount } from "./account.ts";
import { iaasAssumptions } from "./assumptions.ts";
import { backupFeatures } from "./backup/order.ts";
import { planBackup } from "./backup/plan.ts";
import type { IaasBundlePlan } from "./bundle.ts";
import { consumption } from "./consumption.ts";
import {
  databaseDemand,
  databaseEntitlements,
  databaseFeatures,
  databaseOrder,
  databaseStorageDemand,
} from "./database/order.ts";
import { planDatabases } from "./database/plan.ts";
import { machinesDemand, machinesEntitlements, machinesFeatures, machinesOrder } from "./machines/order.ts";
import { needsPublicSubnets, planMachines } from "./machines/plan.ts";
import { networkFeatures, networkOrder } from "./network/order.ts";
import { planNetwork } from "./network/plan.ts";
import type { PartContext } from "../shared/partContext.ts";
import { checkUnprotected } from "../shared/unprotected.ts";
import { runsVersions } from "./runsVersions.ts";
import { sampleSpec } from "./sampleSpec.ts";
import { scaledSpec } from "./scaledSpec.ts";
import { statefulChanges } from "./stateful.ts";
import { storageDemand, storageEntitlements, storageFeatures, storageOrder } from "./storage/order.ts";
import { planStorage } from "./storage/plan.ts";
import { tradeOffs } from "./tradeOffs.ts";
import { partsWithData, unprotectedOrder } from "./unprotected.ts";

const specSchema = z.strictObject({
  network: networkOrder,
  ...machinesOrder,
  ...storageOrder,
  ...databaseOrder,
  ...accessOrder,
  ...unprotectedOrder,
});

const entitlementsSchema = z.strictObject({ ...storageEntitlements, ...machinesEntitlements, ...databaseEntitlements });

const featuresSchema = z.strictObject({
  ...networkFeatures,
  ...foundationFeatures,
  ...machinesFeatures,
  ...storageFeatures,
  ...databaseFeatures,
  ...backupFeatures,
  ...accessFeatures,
});

/** What is ordered of infrastructure. */
export type IaasSpec = z.output<typeof specSchema>;

/** What a tier grants of infrastructure. */
export type IaasEntitlements = z.output<typeof entitlementsSchema>;

/** What a tier of infrastructure switches on. */
export type IaasFeatures = z.output<typeof featuresSchema>;

/** Infrastructure as a service on AWS: a network of the tenant's own, with machines, storage, databases, backups and ways in. */
export const iaas: ServiceKind<IaasSpec, IaasEntitlements, IaasFeatures> = {
  name: "iaas",
  title: "Infrastructure as a service",
  focus: { category: "Compute", subcategory: "Virtual Machines" },
  target: "aws",
  specSchema,
  entitlementsSchema,
  featuresSchema,
  starter: {
    network: { path: ["network", "cidr"], prefixLength: 20 },
    questions: [{ path: ["buckets"], text: "Which buckets?", proposal: [], required: false }],
  },
  statefulChanges,
  runsVersions,
  assumptions: iaasAssumptions,
  consumption,
  sampleSpec,
  scaledSpec,
  tradeOffs,

  demand(spec, features) {
    const storage = storageDemand(spec);
    const databases = databaseStorageDemand(spec);
    const { amount, path } = storage.storageGiB;
    const storageGiB = { amount: amount + databases.amount, path: amount > 0 ? path : databases.path };
    return { ...storage, storageGiB, ...machinesDemand(spec, features), ...databaseDemand(spec) };
  },

  plan({ tenantId, subscriptionName, cell, spec, features, ...rest }): PlanResult {
    if (cell.target !== "aws") throw new TypeError(`iaas is planned on aws cells, not on ${cell.target}`);
    const zones = cell.zones.slice(0, features.zones).map((zone) => zone.slice(-1));
    const context: PartContext = { ...rest, owner: [tenantId, subscriptionName], cell, zones };
    const machines = planMachines(context, spec, features, spec.network.cidr);
    const network = planNetwork(context, spec.network, features, needsPublicSubnets(machines.plan));
    const storage = planStorage(context, spec, features);
    const databases = planDatabases(context, spec, features, features.dataSubnets);
    const backup = planBackup(context, features);
    const foundation = planFoundation(context, features, backup.plan.backup?.copy?.region);
    const access = planAccess(context, spec, features, {
      recordsBucketName: storage.plan.accessLogs?.bucketName,
      restoreRoleName: backup.plan.backup?.restoreRoleName,
    });
    const parts = [network, machines, storage, databases, backup, foundation, access];
    const problems = [
      ...checkAccount(context, "a network"),
      ...parts.flatMap((part) => part.problems),
      ...checkUnprotected(
        spec.unprotected,
        partsWithData(spec, [
          ...(foundation.plan.key === undefined ? [] : (["key"] as const)),
          ...(backup.plan.backup === undefined ? [] : (["backups"] as const)),
          ...(storage.plan.accessLogs === undefined ? [] : (["accessLogs"] as const)),
        ]),
      ),
    ];
    if (problems.length > 0 || network.plan === undefined) return { bundle: undefined, problems };
    const bundle = {
      network: network.plan,
      foundation: foundation.plan,
      ...machines.plan,
      ...storage.plan,
      ...databases.plan,
      ...backup.plan,
      ...(access.plan !== undefined && { access: access.plan }),
      ...(spec.unprotected.length > 0 && { unprotected: spec.unprotected }),
    } satisfies IaasBundlePlan;
    return {
      bundle: bundle satisfies IaasBundlePlan as unknown as Json,
      claims: parts.flatMap((part) => part.claims),
      problems: [],
    };
  },
};
