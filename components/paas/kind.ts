import { z } from "zod";

import type { PlanProblem, PlanResult, ServiceKind } from "../../core/kinds/serviceKind.ts";
import { nameRules } from "../../core/names/nameRules.ts";
import { physicalName } from "../../core/names/names.ts";
import { partName } from "../../core/schema/fields.ts";
import type { EnvironmentQuota, PaasBundlePlan } from "./bundle.ts";
import { statefulChanges } from "./stateful.ts";

const specSchema = z.strictObject({
  environments: z.array(partName).min(1).max(20).describe("The environments, such as prod and staging."),
});

const entitlementsSchema = z.strictObject({
  environments: z.int().min(1).max(20).describe("How many environments may be ordered."),
  vcpu: z.int().min(1).max(512).describe("Processors over all environments."),
  memoryGiB: z.int().min(1).max(4096).describe("Memory in GiB over all environments."),
  storageGiB: z.int().min(1).max(65_536).describe("Storage in GiB over all environments."),
  pods: z.int().min(1).max(5000).describe("Pods over all environments."),
});

const featuresSchema = z.strictObject({
  podSecurity: z.enum(["baseline", "restricted"]).describe("The Pod Security Standard that namespaces enforce."),
});

type Spec = z.output<typeof specSchema>;
type Entitlements = z.output<typeof entitlementsSchema>;
type Features = z.output<typeof featuresSchema>;

/** Platform as a service on Kubernetes: environments as namespaces with quotas and closed networks. */
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

  sampleSpec: ({ entitlements }) => ({
    environments: ["prod", "staging", "development"].slice(0, entitlements.environments),
  }),

  tradeOffs: ({ features }) => [
    ...(features.podSecurity === "baseline"
      ? [
          {
            title: "Pods may run as root",
            text: "The Pod Security Standard is baseline: it keeps pods from the node, not processes from being root in their containers. A tier with restricted does that too.",
          },
        ]
      : []),
    {
      title: "Shared nodes",
      text: "Pods of several tenants run on one node and share its kernel. Namespaces, quotas and closed networks keep them apart; a flaw in the kernel would not be stopped by them.",
    },
  ],

  demand: ({ environments }) => ({ environments: { amount: environments.length, path: ["environments"] } }),

  plan({ tenantId, subscriptionName, cell, spec, entitlements, features }): PlanResult {
    const problems: PlanProblem[] = [];
    spec.environments.forEach((environment, index) => {
      if (spec.environments.indexOf(environment) === index) return;
      problems.push({
        concern: "name",
        path: ["environments", index],
        message: `The environment "${environment}" is ordered twice.`,
        fix: "Remove one of the two.",
      });
    });
    if (problems.length > 0) return { bundle: undefined, problems };

    const quota = environmentQuota(entitlements, spec.environments.length);
    const bundle = {
      podSecurity: features.podSecurity,
      environments: spec.environments.map((name) => ({
        name,
        namespace: physicalName(nameRules.kubernetesNamespace, [tenantId, subscriptionName, name]),
        quota,
        containerDefaults: { request: { cpu: "50m", memory: "64Mi" }, limit: { cpu: "500m", memory: "512Mi" } },
      })),
    } satisfies PaasBundlePlan;
    return {
      bundle,
      claims: [
        // The tier's whole grant is set aside, however little of it is ordered: that is what the customer pays for.
        ...(["vcpu", "memoryGiB", "storageGiB", "pods"] as const).map((resource) => {
          return { type: "capacity", resource, amount: entitlements[resource], path: [] } as const;
        }),
        ...bundle.environments.map(({ namespace }, index) => {
          const path = ["environments", index];
          return { type: "name", scope: `cell/${cell.id}/namespaces`, value: namespace, path } as const;
        }),
      ],
      problems: [],
    };
  },
};

/** An equal share of what the tier grants, rounded down to whole units so that the shares never exceed the grant. */
function environmentQuota(granted: Entitlements, environments: number): EnvironmentQuota & Record<string, string> {
  const share = (amount: number): string => String(Math.floor(amount / environments));
  return {
    cpu: `${share(granted.vcpu * 1000)}m`,
    memory: `${share(granted.memoryGiB * 1024)}Mi`,
    storage: `${share(granted.storageGiB)}Gi`,
    pods: share(granted.pods),
  };
}
