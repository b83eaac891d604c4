import type { MeteredUsage } from "../results/invoice.ts";
import type { BillingManifest, ConfiguredTax } from "../schema/billing.ts";
import type { BillingChange } from "../schema/billingRecord.ts";
import type { CustomerManifest } from "../schema/customer.ts";
import type { BillingPeriod } from "./period.ts";
import type { PriceList } from "./priceList.ts";
import type { UsageSum } from "./usage.ts";

/** A credit for a month in which a promised service level was missed, as `tenantry sla` computes it. */
export interface SlaCredit {
  readonly subscription: string;
  /** Such as `2026-11`. */
  readonly month: string;
  /** Decimal text, not negative. */
  readonly amount: string;
  readonly currency: string;
  /** How it came about, a sentence. */
  readonly why: string;
}

/** All that an invoice is computed from. The estate has been checked: its currencies are one, and its prices are there. */
export interface InvoiceOrder {
  readonly tenant: string;
  readonly period: BillingPeriod;
  /** The tenant's billing record. */
  readonly changes: readonly BillingChange[];
  readonly prices: PriceList;
  readonly customer: CustomerManifest["spec"];
  readonly billing: BillingManifest["spec"];
  /** That applies to the customer on the period's last day. */
  readonly tax: ConfiguredTax;
  /** The tenant's: of the period's months, and of earlier ones what has come late. */
  readonly usage: readonly UsageSum[];
  /** What earlier invoices have billed of the months that late usage is of. */
  readonly billed?: readonly MeteredUsage[];
  readonly credits?: readonly SlaCredit[];
}
