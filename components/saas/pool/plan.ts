import type { Claim, PlanInput, PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import { capacityClaims } from "../../paas/capacityClaims.ts";
import { servicePort } from "../../paas/applications/servicePort.ts";
import type { PartPlan } from "../../shared/partContext.ts";
import type { SaasEntitlements, SaasFeatures, SaasOrder } from "../order.ts";
import { recordOf, type TenantRecord } from "../record.ts";
import { checkPool } from "./check.ts";
import { poolNamespace, poolTenant, releaseName, sharedHost } from "./names.ts";

/** What is a tenant's own in a pool, with every name decided. */
export interface PoolTenantPlan {
  readonly pool: {
    readonly namespace: string;
    /** The service of the version and channel that answers for the tenant. */
    readonly service: string;
    readonly port: number;
  };
  /** The name of the tenant's record, routes and listeners, which is the record's id. */
  readonly objectName: string;
  readonly record: TenantRecord;
  /** Ways to the application; none unless the tenant is active. */
  readonly routes: PoolRoutesPlan;
}

/** The ways to the application of one tenant. */
export interface PoolRoutesPlan {
  /** Hosts of the tenant's own. */
  readonly hosts: readonly string[];
  /** Who certifies them; absent where somebody brings certificates. */
  readonly issuer?: string;
  /** The tenant's part of the host that the pool's tenants share. */
  readonly shared?: { readonly objectName: string; readonly host: string; readonly path: string };
}

type Input = PlanInput<SaasOrder, SaasEntitlements, SaasFeatures>;

/**
 * Decides what is a tenant's own in a pool. A tenant that is suspended, or has left, keeps its record, which says so, and its rows; no
 * way leads to the application in its name.
 */
export function planPoolTenant(input: Input): PartPlan<PoolTenantPlan | undefined> {
  const { tenantId, subscriptionName, tier, cell, state, spec, features } = input;
  const problems: PlanProblem[] = checkPool(input);
  const release = Object.hasOwn(features.channels, spec.channel) ? features.channels[spec.channel] : undefined;
  if (problems.length > 0 || release === undefined || cell.target !== "kubernetes" || features.pool === undefined) {
    return { plan: undefined, claims: [], problems };
  }
  const owner = [tenantId, subscriptionName] as const;
  const objectName = poolTenant(owner);
  const host = sharedHost(cell.id, features.pool.domain);
  const issuer = cell.gateway?.issuer;
  const shared =
    spec.path === undefined || host === undefined
      ? undefined
      : { objectName: physicalName(nameRules.kubernetesObject, [...owner, "path"]), host, path: spec.path };
  const isActive = state === "active";
  const namespace = poolNamespace(tier.name);
  return {
    plan: {
      pool: { namespace, service: releaseName(tier.version, spec.channel), port: servicePort },
      objectName,
      record: recordOf(objectName, release.version, input),
      routes: {
        hosts: isActive ? spec.hosts : [],
        ...(issuer !== undefined && { issuer }),
        ...(isActive && shared !== undefined && { shared }),
      },
    },
    claims: [
      ...shareOf(features),
      { type: "name", scope: `cell/${cell.id}/${namespace}`, value: objectName, path: [] },
      // As the platform's hosts: DNS can lead a name to one place only.
      ...spec.hosts.map((value, index): Claim => ({ type: "name", scope: "hosts", value, path: ["hosts", index] })),
      ...(shared === undefined
        ? []
        : [{ type: "name", scope: `hosts/${shared.host}`, value: shared.path, path: ["path"] } as const]),
    ],
    problems: [],
  };
}

/** A tenant's part of all that the pool takes of its cell: it bears that much of the cell's costs. */
function shareOf({ pods, pool, database }: SaasFeatures): Claim[] {
  const tenants = pool?.tenants ?? 1;
  const count = pods.maximum ?? pods.minimum;
  const instances = database?.instances ?? 0;
  const share = (amount: number): number => Math.ceil((amount / tenants) * 1000) / 1000;
  const amounts = {
    vcpu: share(count * pods.vcpu + instances * (database?.vcpu ?? 0)),
    memoryGiB: share((count * pods.memoryMiB) / 1024 + instances * (database?.memoryGiB ?? 0)),
    storageGiB: share(instances * (pool?.storageGiB ?? 0)),
    pods: share(count + instances),
  };
  return capacityClaims(amounts, "shared", []);
}
