import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { PolicySettings } from "../../core/schema/policies.ts";
import type { EnforcedTenant } from "../../policies/enforcement.ts";

/** An estate that says nothing about rules. */
export const emptyPolicies: PolicySettings = { enforcement: [], settings: {} };

/** A tenant as far as enforcement asks: its ring, and subscriptions by service and tier, such as `iaas/starter`. */
export const subscribed = (ring: ResolvedTenant["ring"], ...tiers: readonly string[]): EnforcedTenant => ({
  ring,
  subscriptions: tiers.map((tier) => {
    const [service = "", name = ""] = tier.split("/");
    return { service, tier: { name, version: 1 } } as unknown as ResolvedTenant["subscriptions"][number];
  }),
});
