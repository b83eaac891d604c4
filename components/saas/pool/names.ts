import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";

/** Whose the pools of a cell are, in names: objects that tenants share begin with the product's name. */
const poolOwner = "tenantry";

/** The service and the tier of a pool as the identifiers that all its names begin with. */
export function poolParts(tier: string): readonly [owner: string, service: string, tier: string] {
  return [poolOwner, "saas", tier];
}

/** The namespace of a tier's pool, in each cell that has one. */
export function poolNamespace(tier: string): string {
  return physicalName(nameRules.kubernetesNamespace, poolParts(tier));
}

/** The name in a pool of what runs one channel of one version of its tier. */
export function releaseName(version: number, channel: string): string {
  return `v${String(version)}-${channel}`;
}

/** The host that the tenants of a cell's pool share, where its tier has a domain for them. */
export function sharedHost(cell: string, domain: string | undefined): string | undefined {
  return domain === undefined ? undefined : `${cell}.${domain}`;
}

/** The name of a pool's listeners, which routes by path belong to. */
export const poolListeners = "shared";

/**
 * A tenant of a pool is known by one name to its routes, its record and the pool's database, where it is a role. Names there have 63 bytes
 * (PostgreSQL documentation, "Identifiers and Key Words").
 */
const tenantRule = {
  ...nameRules.kubernetesService,
  subject: "tenant of a pool",
  maximumLength: 63,
  source: 'PostgreSQL documentation, "Lexical Structure"',
} as const;

/** The name of a subscription's tenant in a pool. No other has it, and it has two hyphens in a row, which nothing else there has. */
export function poolTenant(owner: readonly [tenantId: string, subscriptionName: string]): string {
  return physicalName(tenantRule, owner);
}
