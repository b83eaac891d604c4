import { setImmediate } from "node:timers/promises";

import { draftInvoice } from "../core/billing/draft.ts";
import { countingInvoices, type Ledger } from "../core/billing/ledger.ts";
import type { SlaCredit } from "../core/billing/order.ts";
import { priceListOf } from "../core/billing/priceList.ts";
import type { MissingUsage, UsageSum } from "../core/billing/usage.ts";
import type { Estate, EstateTenant } from "../core/estate/estate.ts";
import type { Invoice } from "../core/results/invoice.ts";
import type { SkippedTenant } from "../core/results/invoices.ts";
import type { Incident } from "../core/schema/incidents.ts";
import { measureMonth } from "../core/service/measure.ts";
import type { Context } from "./context.ts";
import { countProgress } from "./progress.ts";

/** What the invoices of many tenants are made from. */
export interface DraftsOrder {
  readonly estate: Estate;
  readonly tenants: readonly EstateTenant[];
  readonly month: string;
  readonly ledger: Ledger;
  readonly sums: readonly UsageSum[];
  readonly missing: readonly MissingUsage[];
  readonly incidents: readonly Incident[] | undefined;
  /** The day by which their periods have to be over; any when undefined. */
  readonly over: string | undefined;
}

/** The drafts of many tenants' invoices, and who gets none and why, both in the order of the tenants. */
export async function draftInvoices(
  { estate, tenants, month, ledger, sums, missing, incidents, over }: DraftsOrder,
  context: Context,
): Promise<{ drafts: Invoice[]; skipped: SkippedTenant[] }> {
  const prices = priceListOf(estate);
  const counting = countingInvoices(ledger);
  const sumsOf = Map.groupBy(sums, ({ tenant }) => tenant);
  const missingOf = Map.groupBy(missing, ({ tenant }) => tenant);
  const progress = countProgress("invoice", "drafts", tenants.length, context);
  const drafts: Invoice[] = [];
  const skipped: SkippedTenant[] = [];
  for (const [index, tenant] of tenants.entries()) {
    const { id } = tenant.resolved;
    const draft = draftInvoice({
      tenant: tenant.manifest,
      month,
      billing: estate.billing,
      prices,
      sums: sumsOf.get(id) ?? [],
      missing: missingOf.get(id) ?? [],
      counting: counting.get(id) ?? [],
      creditsOf: (each) => (incidents === undefined ? [] : creditsOf(estate, tenant, incidents, each, context.now)),
      over,
    });
    if ("invoice" in draft) drafts.push(draft.invoice);
    else skipped.push({ tenant: id, reason: draft.reason, number: draft.number ?? null });
    progress.onProgress(index + 1);
    // Signals, and the sign of life of a lock, have to come through.
    if (index % 100 === 99) await setImmediate();
  }
  progress.end();
  return { drafts, skipped };
}

/** What a tenant gets back for a month in which a service level was missed. */
function creditsOf(
  estate: Estate,
  tenant: EstateTenant,
  incidents: readonly Incident[],
  month: string,
  now: string,
): SlaCredit[] {
  const { tenants } = measureMonth(estate, [tenant], incidents, { month, now });
  return tenants.flatMap(({ subscriptions }) =>
    subscriptions.flatMap(({ subscription, credit, why }) =>
      credit === null ? [] : [{ subscription, month, amount: credit.amount, currency: credit.currency, why }],
    ),
  );
}
