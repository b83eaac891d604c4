/** What should be of tenants after the verbs that were run: a few lines for what takes the product a house. */
import { renewalOnOrAfter } from "../../../core/moves/renewal.ts";

/** The tiers of the platform that tenants of the model have, and when the catalogue lets one become another of them. */
const moves: Readonly<Record<string, Readonly<Record<string, "immediate" | "at-renewal">>>> = {
  "starter@1": { "starter@2": "immediate", "standard@2": "immediate" },
  "starter@2": { "starter@1": "immediate", "standard@2": "immediate" },
  "standard@2": { "starter@1": "at-renewal", "starter@2": "at-renewal" },
};

/** The tiers of the model. */
export const tiers = Object.keys(moves);

/** One tenant as it should be. */
export interface ModelTenant {
  readonly tier: string;
  readonly state: "active" | "suspended" | "offboarded";
  /** The first day of its contract, which is renewed every month. */
  readonly start: string;
  readonly pending?: { readonly to: string; readonly on: string } | undefined;
  /** The model's tenant and its manifest's text before it was suspended or left: what taking that back gives. */
  readonly before?: { readonly tenant: ModelTenant; readonly text: string } | undefined;
}

/** All of it. */
export interface Model {
  today: string;
  readonly tenants: Map<string, ModelTenant>;
}

/** The day on which lives begin. */
export const firstDay = "2026-12-01";

/** Those who are there then, so that a short life has something to do. */
export const firstTenants: readonly (readonly [id: string, tenant: ModelTenant])[] = [
  ["t0", { tier: "starter@1", state: "active", start: firstDay }],
  ["t1", { tier: "standard@2", state: "active", start: firstDay }],
];

/** The tenant after `tenantry move`; undefined where that is refused. What is agreed already may be said again. */
export function moved(tenant: ModelTenant, to: string, today: string): ModelTenant | undefined {
  const { tier, pending, start } = tenant;
  if (pending !== undefined) return pending.to === to ? tenant : undefined;
  if (tier === to) return tenant;
  if (moves[tier]?.[to] === "immediate") return { ...tenant, tier: to };
  return { ...tenant, pending: { to, on: renewalOnOrAfter({ start, billing: "monthly" }, today) } };
}

/** The tenant after `tenantry moves --due`. */
export function afterDue(tenant: ModelTenant, today: string): ModelTenant {
  const { pending, state } = tenant;
  if (pending === undefined || state !== "active" || pending.on > today) return tenant;
  return { ...tenant, tier: pending.to, pending: undefined };
}
