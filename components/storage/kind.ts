import { z } from "zod";

import type { Json, PlanResult, ServiceKind } from "../../core/kinds/serviceKind.ts";
import { foundationFeatures } from "../foundation/order.ts";
import { checkAccount } from "../iaas/account.ts";
import { storageFeatures as recordingFeatures, storageOrder } from "../iaas/storage/order.ts";
import type { PartContext } from "../shared/partContext.ts";
import { checkUnprotected } from "../shared/unprotected.ts";
import { roleEntitlements, roleFeatures, roleOrder } from "./access/order.ts";
import { planRoles } from "./access/plan.ts";
import { accessPointEntitlements, accessPointOrder } from "./accessPoints/order.ts";
import { planAccessPoints } from "./accessPoints/plan.ts";
import { storageAssumptions } from "./assumptions.ts";
import { bucketEntitlements, bucketFeatures } from "./buckets/order.ts";
import { planBuckets } from "./buckets/plan.ts";
import type { StorageBundlePlan } from "./bundle.ts";
import { consumption } from "./consumption.ts";
import { planStorageFoundation } from "./foundation.ts";
import { quotaFeatures } from "./quota/order.ts";
import { planWriteStop } from "./quota/plan.ts";
import { replicationFeatures } from "./replication/order.ts";
import { planReplication } from "./replication/plan.ts";
import { sampleSpec } from "./sampleSpec.ts";
import { scaledSpec } from "./scaledSpec.ts";
import { statefulChanges } from "./stateful.ts";
import { tradeOffs } from "./tradeOffs.ts";
import { partsWithData, unprotectedOrder } from "./unprotected.ts";

const specSchema = z.strictObject({
  buckets: storageOrder.buckets,
  ...roleOrder,
  ...accessPointOrder,
  ...unprotectedOrder,
});

const entitlementsSchema = z.strictObject({ ...bucketEntitlements, ...roleEntitlements, ...accessPointEntitlements });

const featuresSchema = z
  .strictObject({
    ...bucketFeatures,
    dedicatedKey: foundationFeatures.dedicatedKey,
    accessLogs: recordingFeatures.accessLogs,
    ...replicationFeatures,
    ...quotaFeatures,
    ...roleFeatures,
  })
  .refine(({ replication, dedicatedKey }) => replication === undefined || dedicatedKey, {
    path: ["replication"],
    message: "replication needs a key of the tenant's own (dedicatedKey)",
  });

/** What is ordered of object storage. */
export type StorageSpec = z.output<typeof specSchema>;

/** What a tier grants of object storage. */
export type StorageEntitlements = z.output<typeof entitlementsSchema>;

/** What a tier of object storage switches on. */
export type StorageFeatures = z.output<typeof featuresSchema>;

/** Object storage as a service on AWS: private buckets, and the roles and access points by which they are reached. */
export const storage: ServiceKind<StorageSpec, StorageEntitlements, StorageFeatures> = {
  name: "storage",
  title: "Object storage",
  focus: { category: "Storage", subcategory: "Object Storage" },
  target: "aws",
  specSchema,
  entitlementsSchema,
  featuresSchema,
  starter: { questions: [{ path: ["buckets"], text: "Which buckets?", proposal: ["files"], required: true }] },
  statefulChanges,
  // S3 has no versions that end.
  runsVersions: () => [],
  assumptions: storageAssumptions,
  consumption,
  sampleSpec,
  scaledSpec,
  tradeOffs,

  demand({ buckets, roles, accessPoints }) {
    return {
      buckets: { amount: buckets.length, path: ["buckets"] },
      roles: { amount: roles.length, path: ["roles"] },
      accessPoints: { amount: accessPoints.length, path: ["accessPoints"] },
    };
  },

  plan({ tenantId, subscriptionName, cell, spec, features, ...rest }): PlanResult {
    if (cell.target !== "aws") throw new TypeError(`storage is planned on aws cells, not on ${cell.target}`);
    const context: PartContext = { ...rest, owner: [tenantId, subscriptionName], cell, zones: [] };
    const replication = planReplication(context, features);
    const buckets = planBuckets(context, spec.buckets, features, replication.plan !== undefined);
    const roles = planRoles(context, spec, features);
    const accessPoints = planAccessPoints(context, spec);
    const foundation = planStorageFoundation(context, features, replication.plan?.region);
    const parts = [replication, buckets, roles, accessPoints, foundation];
    const brought = {
      replicates: replication.plan !== undefined,
      key: features.dedicatedKey,
      accessLogs: features.accessLogs !== undefined,
    };
    const problems = [
      ...checkAccount(context, "a bucket"),
      ...parts.flatMap((part) => part.problems),
      ...checkUnprotected(spec.unprotected, partsWithData(spec.buckets, brought)),
    ];
    if (problems.length > 0) return { bundle: undefined, problems };
    const writeStop = planWriteStop(context, foundation.plan, roles.plan);
    const bundle = {
      foundation: foundation.plan,
      ...buckets.plan,
      roles: roles.plan,
      accessPoints: accessPoints.plan,
      ...(replication.plan !== undefined && { replication: replication.plan }),
      ...(writeStop !== undefined && { writeStop }),
      ...(spec.unprotected.length > 0 && { unprotected: spec.unprotected }),
    } satisfies StorageBundlePlan;
    return {
      bundle: bundle satisfies StorageBundlePlan as unknown as Json,
      claims: parts.flatMap((part) => part.claims),
      problems: [],
    };
  },
};
