import type { TenantManifest } from "./schema/tenant.ts";

/** How many months a period of a contract has, by how it is billed. */
export const contractMonths = { monthly: 1, quarterly: 3, yearly: 12 } as const satisfies Record<
  TenantManifest["spec"]["contract"]["billing"],
  number
>;
