import { z } from "zod";

import type { Json, PlanProblem, PlanResult, ServiceKind } from "../../core/kinds/serviceKind.ts";
import { nameRules } from "../../core/names/nameRules.ts";
import { physicalName } from "../../core/names/names.ts";
import { cidrBlock, contains, prefixLength } from "../../core/network/cidrBlock.ts";
import { partName } from "../../core/schema/fields.ts";
import type { IaasBundlePlan } from "./bundle.ts";
import { featuresSchema, type Features } from "./features.ts";
import { elasticAddresses, planNetwork } from "./planNetwork.ts";
import { statefulChanges } from "./stateful.ts";

const specSchema = z.strictObject({
  network: z.strictObject({
    cidr: cidrBlock.describe("The tenant's network, /16 to /24, inside the cell's supernet."),
  }),
  buckets: z
    .array(partName)
    .max(100)
    .default([])
    .describe("Private, encrypted object stores, by the names that the tenant knows them by."),
});

const entitlementsSchema = z.strictObject({
  buckets: z.int().min(0).max(100).describe("How many buckets may be ordered."),
});

type Spec = z.output<typeof specSchema>;
type Entitlements = z.output<typeof entitlementsSchema>;

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

  demand: ({ buckets }) => ({ buckets: { amount: buckets.length, path: ["buckets"] } }),

  plan({ estateName, tenantId, subscriptionName, cell, spec, features }): PlanResult {
    if (cell.target !== "aws") throw new TypeError(`iaas is planned on aws cells, not on ${cell.target}`);
    const problems: PlanProblem[] = [];
    const { cidr } = spec.network;
    const prefix = prefixLength(cidr);
    if (prefix < 16 || prefix > 24) {
      problems.push({
        concern: "network",
        path: ["network", "cidr"],
        message: `The network ${cidr} is a /${String(prefix)}.`,
        allowed: "/16 to /24: AWS takes no larger VPC, and no subnet smaller than /28",
      });
    } else if (!contains(cell.supernet, cidr)) {
      problems.push({
        concern: "network",
        path: ["network", "cidr"],
        message: `The network ${cidr} is not inside ${cell.supernet}, the range of the cell "${cell.id}".`,
        fix: `Choose a network inside ${cell.supernet}.`,
      });
    }
    if (features.zones > cell.zones.length) {
      problems.push({
        concern: "network",
        path: ["network"],
        message: `The tier spans ${String(features.zones)} zones and the cell "${cell.id}" has ${String(cell.zones.length)}.`,
        fix: "Choose a cell with more zones, or another tier.",
      });
    }
    spec.buckets.forEach((bucket, index) => {
      if (spec.buckets.indexOf(bucket) === index) return;
      problems.push({
        concern: "name",
        path: ["buckets", index],
        message: `The bucket "${bucket}" is ordered twice.`,
        fix: "Remove one of the two.",
      });
    });
    if (problems.length > 0) return { bundle: undefined, problems };

    const bundle = {
      network: planNetwork([tenantId, subscriptionName], cidr, cell, features),
      buckets: spec.buckets.map((name) => ({
        name,
        bucketName: physicalName(nameRules.s3Bucket, [estateName, tenantId, subscriptionName, name]),
      })),
    } satisfies IaasBundlePlan;
    return {
      bundle: bundle satisfies IaasBundlePlan as unknown as Json,
      claims: [
        { type: "network", scope: `cell/${cell.id}`, value: cidr, path: ["network", "cidr"] },
        { type: "capacity", resource: "vpcs", amount: 1, path: ["network"] },
        { type: "capacity", resource: "elasticIps", amount: elasticAddresses(bundle.network), path: ["network"] },
        { type: "capacity", resource: "buckets", amount: bundle.buckets.length, path: ["buckets"] },
        ...bundle.buckets.map(({ bucketName }, index) => {
          return { type: "name", scope: "s3", value: bucketName, path: ["buckets", index] } as const;
        }),
      ],
      problems: [],
    };
  },
};
