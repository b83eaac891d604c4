import type { PlanInput, PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import type { PriorityName } from "../../shared/clusterObjects.ts";
import { orderedTwice } from "../../shared/orderedTwice.ts";
import type { PartPlan } from "../../shared/partContext.ts";
import type { EnvironmentEntitlements, EnvironmentFeatures, EnvironmentOrder } from "./order.ts";
import { capacityClaims } from "../capacityClaims.ts";
import { checkNodes } from "./nodes.ts";
import { containerBounds, environmentQuota, type ContainerBounds, type EnvironmentQuota } from "./quota.ts";
import { tenantRoles, type TenantRole } from "./rolePermissions.ts";
import { checkEgress, egressRules, type EgressRule } from "./traffic.ts";

/** One environment: a namespace and its bounds. */
export interface EnvironmentPlan {
  /** The name in the manifest. */
  readonly name: string;
  readonly namespace: string;
  readonly quota: EnvironmentQuota;
  readonly containers: ContainerBounds;
}

/** A role that groups of the customer's have in every environment. */
export interface RoleGrant {
  readonly role: TenantRole;
  /** As the cluster's identity provider names them. */
  readonly groups: readonly string[];
}

/** The environments of a subscription, with every name and bound decided. */
export interface EnvironmentsPlan {
  readonly podSecurity: EnvironmentFeatures["podSecurity"];
  /** Whether pods run on nodes of the tenant's own. */
  readonly nodes: EnvironmentFeatures["nodes"];
  readonly priority: PriorityName;
  /** Beginnings of images that may run beside those that the cell lets in. */
  readonly registries: readonly string[];
  readonly environments: readonly EnvironmentPlan[];
  /** In the order of what they may do; empty where none are ordered, and unless the tenant is active. */
  readonly access: readonly RoleGrant[];
  /** Names of secrets of the environments. */
  readonly imagePullSecrets: readonly string[];
  /** What is open beyond nothing at all; absent unless the tenant is active. */
  readonly traffic?: { readonly egress: readonly EgressRule[] };
}

/** What environments are planned with, beside what is ordered, granted and switched on. */
export type EnvironmentContext = Pick<
  PlanInput<unknown, unknown, unknown>,
  "tenantId" | "subscriptionName" | "cell" | "state" | "isolation"
>;

/**
 * Decides every name and bound of a subscription's environments. Those of a tenant that is suspended, or has left, keep their data; nobody of the customer's gets
 * in, nothing is reached from anywhere, and no pod starts. What runs goes on until it ends, because it is not the platform's.
 */
export function planEnvironments(
  { tenantId, subscriptionName, cell, state, isolation }: EnvironmentContext,
  order: EnvironmentOrder,
  granted: EnvironmentEntitlements,
  features: EnvironmentFeatures,
): PartPlan<EnvironmentsPlan> {
  const active = state === "active";
  const { environments, access = {}, imagePullSecrets, registries } = order;
  const quota = environmentQuota(granted, features, environments.length, active);
  const containers = containerBounds(granted, features, environments.length);
  const plan: EnvironmentsPlan = {
    podSecurity: features.podSecurity,
    nodes: features.nodes,
    priority: features.priority,
    registries,
    environments: environments.map((name) => ({
      name,
      namespace: physicalName(nameRules.kubernetesNamespace, [tenantId, subscriptionName, name]),
      quota,
      containers,
    })),
    access: tenantRoles.flatMap((role) => {
      const groups = access[role];
      return active && groups !== undefined ? [{ role, groups }] : [];
    }),
    imagePullSecrets,
    ...(active && { traffic: { egress: egressRules(order) } }),
  };
  return {
    plan,
    claims: [
      // The tier's whole grant is set aside, however little of it is ordered: that is what the customer pays for.
      ...capacityClaims(granted, features.nodes, []),
      ...plan.environments.map(({ namespace }, index) => {
        const path = ["environments", index];
        return { type: "name", scope: `cell/${cell.id}/namespaces`, value: namespace, path } as const;
      }),
    ],
    problems: [
      ...orderedTwice(environments, ["environments"], "environment"),
      ...tenantRoles.flatMap((role) => orderedTwice(access[role] ?? [], ["access", role], "group")),
      ...orderedTwice(imagePullSecrets, ["imagePullSecrets"], "secret"),
      ...orderedTwice(registries, ["registries"], "registry"),
      ...checkEgress(order),
      ...checkShares(granted, environments.length),
      ...checkNodes({ tenantId, cell, isolation }, features),
    ],
  };
}

/** Pods and GiB of storage are shared in whole ones, of which each environment needs one. */
function checkShares(granted: EnvironmentEntitlements, environments: number): PlanProblem[] {
  return (["pods", "storageGiB"] as const).flatMap((entitlement): PlanProblem[] => {
    if (granted[entitlement] >= environments) return [];
    return [
      {
        concern: "tier",
        path: ["environments"],
        message: `The tier's ${entitlement} of ${String(granted[entitlement])} are too few for ${String(environments)} environments.`,
        allowed: `${String(granted[entitlement])} environments`,
        fix: "Order fewer environments, or a tier that grants more.",
      },
    ];
  });
}
