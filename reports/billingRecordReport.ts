import { visible } from "../core/diagnostics/visible.ts";
import type { BillingRecordDocument, RecordedTenant } from "../core/results/billingRecord.ts";

/** What `billing record` added to each record, for people. */
export function formatRecorded({ tenants }: BillingRecordDocument): string {
  return tenants.flatMap(linesOf).map(visible).join("\n");
}

function linesOf({ tenant, added, refused }: RecordedTenant): string[] {
  if (refused !== null) return [`${tenant}: refused. ${refused}`];
  if (added.length === 0) return [`${tenant}: nothing has changed`];
  return added.map(({ on, state, subscriptions }) => {
    const all = subscriptions.map(({ name, service, tier, addOns }) =>
      [`${name} ${service}/${tier}`, ...addOns].join(" + "),
    );
    return `${tenant}: from ${on} on ${state}, ${all.join(", ") || "nothing is billed"}`;
  });
}
