import type { ResolvedTenant } from "../core/resolve/resolvedTenant.ts";
import type { PolicySettings } from "../core/schema/policies.ts";
import type { Rule } from "../core/policies/rule.ts";

/** How a rule is enforced for one stack. */
export type Enforcement =
  | { readonly level: "mandatory" | "advisory" }
  | { readonly level: "disabled"; /** Why, as the estate gives it. */ readonly reason: string };

/** What decides about enforcement besides the rule; undefined for a cell's stack, which has neither ring nor tiers. */
export type EnforcedTenant = Pick<ResolvedTenant, "ring" | "subscriptions"> | undefined;

/**
 * How an estate enforces a rule for a tenant: by the last of its entries that fits, and by the rule's own level where none does. An entry for tiers
 * fits when the tenant subscribes to one of their services, and every subscription to these services is of one of the tiers: a tenant
 * with two has the stricter of both.
 */
export function enforcementOf(
  { id, level }: Pick<Rule, "id" | "level">,
  tenant: EnforcedTenant,
  { enforcement }: PolicySettings,
): Enforcement {
  const entry = enforcement.findLast((candidate) => candidate.rule === id && fits(candidate, tenant));
  if (entry === undefined) return { level: level ?? "mandatory" };
  return entry.level === "disabled" ? { level: "disabled", reason: entry.reason ?? "" } : { level: entry.level };
}

function fits({ rings, tiers }: PolicySettings["enforcement"][number], tenant: EnforcedTenant): boolean {
  if (tenant === undefined) return rings === undefined && tiers === undefined;
  if (rings !== undefined && !rings.includes(tenant.ring)) return false;
  if (tiers === undefined) return true;
  const services = new Set(tiers.map(({ service }) => service));
  const concerned = tenant.subscriptions.filter(({ service }) => services.has(service));
  return (
    concerned.length > 0 &&
    concerned.every(({ service, tier }) => tiers.some((one) => one.service === service && one.name === tier.name))
  );
}
