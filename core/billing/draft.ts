import { plusDays } from "../calendarDays.ts";
import { counted } from "../counted.ts";
import { visible } from "../diagnostics/visible.ts";
import type { EstateBilling } from "../estate/estateBilling.ts";
import type { Invoice } from "../results/invoice.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import { invoiceOf } from "./invoiceOf.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { SlaCredit } from "./order.ts";
import { billingPeriodOf, monthsIn, type BillingPeriod } from "./period.ts";
import type { PriceList } from "./priceList.ts";
import { tenantUsage } from "./tenantUsage.ts";
import { taxOf } from "./taxes.ts";
import { quarantineReasons, type MissingUsage, type UsageSum } from "./usage.ts";

/** What a tenant's invoice is made from. */
export interface DraftOrder {
  readonly tenant: TenantManifest;
  /** A month of its period, such as `2026-11`. */
  readonly month: string;
  readonly billing: EstateBilling;
  readonly prices: PriceList;
  /** The tenant's usage that counts and is not billed, of any month. */
  readonly sums: readonly UsageSum[];
  /** The tenant's usage that does not count. */
  readonly missing: readonly MissingUsage[];
  /** The tenant's invoices that count. */
  readonly counting: readonly LedgerEntry[];
  /** What is given back for a month in which a service level was missed. */
  readonly creditsOf: (month: string) => readonly SlaCredit[];
  /** The day by which the period has to be over; any day when undefined. */
  readonly over: string | undefined;
}

/** The draft of a tenant's invoice, or why there is none. */
export function draftInvoice(
  order: DraftOrder,
): { readonly invoice: Invoice } | { readonly reason: string; readonly number?: string } {
  const { tenant, month, billing, prices, sums, counting, over } = order;
  const { id } = tenant.metadata;
  const period = billingPeriodOf(tenant.spec.contract, month);
  if (period === undefined) return { reason: `Its contract starts on ${tenant.spec.contract.start}.` };
  const done = counting.find(({ from, to }) => from <= period.from && period.to <= to);
  if (done !== undefined) return { reason: `${done.number} bills it, issued on ${done.issued}.`, number: done.number };
  const parts = counting.filter(({ from, to }) => from < period.to && period.from < to);
  if (parts.length > 0) return { reason: parts.map((part) => billsPartOf(period, part)).join(" ") };
  const record = billing.records.get(id)?.manifest.spec;
  if (record === undefined) return { reason: "It has no billing record; make one: tenantry billing record." };
  const customer = billing.customers.get(id);
  if (customer === undefined) return { reason: `There is no billing/customers/${id}.yaml, so nobody to bill.` };
  if (billing.terms === undefined) return { reason: "The estate has no billing/billing.yaml." };
  if (over !== undefined && over < period.to) return { reason: `Its period is not over before ${period.to}.` };
  const lastDay = plusDays(period.to, -1);
  const tax = taxOf(billing.terms.taxes, customer.buyer, lastDay);
  if (tax === undefined)
    return { reason: `No tax of billing/billing.yaml applies to its buyer on ${lastDay}, the period's last day.` };
  const used = tenantUsage(sums, period, counting);
  const credits = monthsIn(period).flatMap((each) => order.creditsOf(each));
  const { usage, billed } = used;
  const { changes } = record;
  const invoice = invoiceOf({
    tenant: id,
    period,
    changes,
    prices,
    customer,
    billing: billing.terms,
    tax,
    usage,
    billed,
    credits,
  });
  if (invoice.lines.length === 0) return { reason: "Nothing is billed in its period." };
  return {
    invoice: {
      ...invoice,
      notes: [...invoice.notes, ...missingNotes(order.missing, period), ...waitingNotes(used.waiting)],
    },
  };
}

/** Of an invoice of another length, as before the contract's billing was changed, what it bills of a period and what to do. */
function billsPartOf(period: BillingPeriod, { number, from, to }: LedgerEntry): string {
  const first = from > period.from ? from : period.from;
  const last = plusDays(to < period.to ? to : period.to, -1);
  return `${number} bills a part of it, ${first} to ${last}; take it back first: tenantry credit-note ${number} --reason <text>.`;
}

/** What does not count of the period, and what of which nobody knows when it was. */
function missingNotes(missing: readonly MissingUsage[], { from, to }: BillingPeriod): Invoice["notes"] {
  const own = missing.filter(({ period }) => period === null || (from <= `${period}-01` && `${period}-01` < to));
  return own.map(({ subscription, meter, reason, records, quantity }) => ({
    subject: visible(`${subscription ?? "usage"}: ${meter ?? "unknown"}`),
    text: `${counted(records, "usage record")}${quantity === null ? "" : `, ${quantity} together,`} not billed: of each, ${quarantineReasons[reason]}.`,
  }));
}

function waitingNotes(waiting: readonly UsageSum[]): Invoice["notes"] {
  return waiting.map(({ subscription, meter, period, quantity }) => ({
    subject: `${subscription}: ${meter}`,
    text: `${quantity} in ${period} are not billed here: no invoice of that month has been issued, and they are for it.`,
  }));
}
