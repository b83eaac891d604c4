import type { PlanInput } from "../../core/kinds/serviceKind.ts";
import { formatTier } from "../../core/schema/tier.ts";
import type { SaasEntitlements, SaasFeatures, SaasOrder } from "./order.ts";

/** What the application is told of one tenant: its entry in the registry of tenants. */
export interface TenantRecord {
  /** By which the application, its routes and its database know the tenant. */
  readonly id: string;
  readonly tenant: string;
  readonly subscription: string;
  /** Such as `shared@1`. */
  readonly tier: string;
  readonly state: "active" | "suspended";
  readonly channel: string;
  /** The application's version. */
  readonly version: string;
  readonly flags: SaasFeatures["flags"];
  readonly limits: { readonly users: number; readonly storageGiB: number; readonly requestsPerMinute: number };
  readonly configuration: SaasOrder["configuration"];
  /** Names of secrets, never what is in them. */
  readonly secrets: readonly string[];
}

/**
 * The record of a tenant.
 *
 * @param id by which the application knows it.
 * @param version of the ordered channel.
 */
export function recordOf(
  id: string,
  version: string,
  input: PlanInput<SaasOrder, SaasEntitlements, SaasFeatures>,
): TenantRecord {
  const { tenantId, subscriptionName, tier, state, spec, features } = input;
  const { users, storageGiB, channel, configuration, secrets } = spec;
  return {
    id,
    tenant: tenantId,
    subscription: subscriptionName,
    tier: formatTier(tier),
    state: state === "active" ? "active" : "suspended",
    channel,
    version,
    flags: features.flags,
    limits: { users, storageGiB, requestsPerMinute: features.requestsPerMinute },
    configuration,
    secrets,
  };
}

/** A record as JSON without a dollar sign, which Kubernetes would replace in variables together with what follows. */
export function recordText(record: TenantRecord): string {
  return JSON.stringify(record).replaceAll("$", "\\u0024");
}
