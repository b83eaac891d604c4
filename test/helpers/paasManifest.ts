import { tenantManifest } from "./tenantManifest.ts";

/** What a tenant of the platform orders. */
export interface PaasOrder {
  readonly tier: string;
  readonly spec: object;
  readonly state?: "active" | "suspended";
}

/** The manifest of a tenant that has one subscription of the platform, `apps`, in the example's cluster. */
export function paasManifest(id: string, { tier, spec, state }: PaasOrder): string {
  return tenantManifest(id, { name: "apps", service: "paas", tier, cell: "eu-shared-1", spec }, state);
}
