import type { TenantManifest } from "../schema/tenant.ts";
import { formatTier } from "../schema/tier.ts";

/** The key of the AWS tag that says whose a resource is, which policies look for. */
export const tenantTagKey = "tenantry:tenant";

/** The key of the AWS tag that says for which of the tenant's subscriptions a resource is. */
export const subscriptionTagKey = "tenantry:subscription";

/** The key of the Kubernetes label that says whose an object is. */
export const tenantLabelKey = "tenantry.dev/tenant";

/** The key of the Kubernetes label of everything that a cell's stack has; its value is the cell's id. */
export const cellLabelKey = "tenantry.dev/cell";

interface Tagged {
  readonly tenant: TenantManifest;
  readonly subscription: { readonly name: string; readonly service: string };
  readonly tier: { readonly name: string; readonly version: number };
}

/** The AWS tags of one subscription's resources. The keys are what cost reports and policies look for. */
export function awsTags({ tenant, subscription, tier }: Tagged): Record<string, string> {
  return {
    [tenantTagKey]: tenant.metadata.id,
    [subscriptionTagKey]: subscription.name,
    "tenantry:service": subscription.service,
    "tenantry:tier": formatTier(tier),
    "tenantry:cost-centre": tenant.spec.contract.costCentre ?? tenant.metadata.id,
    "tenantry:owner": ownerOf(tenant),
    "tenantry:data-class": tenant.spec.dataClass,
    "tenantry:managed-by": "tenantry",
  };
}

/**
 * The Kubernetes labels of one subscription's objects; label values take no `@`, so the version has a label of its own, and a cost
 * centre may end as they cannot, so it has none.
 */
export function kubernetesLabels({ tenant, subscription, tier }: Tagged): Record<string, string> {
  return {
    "app.kubernetes.io/managed-by": "tenantry",
    [tenantLabelKey]: tenant.metadata.id,
    "tenantry.dev/subscription": subscription.name,
    "tenantry.dev/service": subscription.service,
    "tenantry.dev/tier": tier.name,
    "tenantry.dev/tier-version": String(tier.version),
    "tenantry.dev/owner": ownerOf(tenant),
    "tenantry.dev/data-class": tenant.spec.dataClass,
  };
}

function ownerOf({ metadata, spec }: TenantManifest): string {
  return spec.contract.owner ?? metadata.id;
}
