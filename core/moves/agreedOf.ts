import type { TenantStatus } from "../results/documents.ts";
import type { TenantManifest } from "../schema/tenant.ts";

/** What is agreed with a tenant beside what should run: the moves that are pending, and why it is suspended. Nothing where nothing is. */
export function agreedOf({ spec }: TenantManifest): Pick<TenantStatus, "pending" | "suspended"> {
  const pending = spec.subscriptions.flatMap((subscription) => {
    if (subscription.pending === undefined) return [];
    const { to, when, on } = subscription.pending;
    return [`${subscription.name}: ${to} ${when === "renewal" ? `at the renewal on ${on}` : `in a window from ${on}`}`];
  });
  const isSuspended = spec.state === "suspended";
  const { reason, since } = spec.suspension ?? {};
  return {
    ...(pending.length > 0 && { pending }),
    ...(isSuspended && { suspended: reason === undefined ? "no reason given" : `${reason} since ${since ?? ""}` }),
  };
}
