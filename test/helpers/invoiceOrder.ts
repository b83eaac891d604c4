import { billingPeriodOf } from "../../core/billing/period.ts";
import type { InvoiceOrder } from "../../core/billing/order.ts";
import { taxOf } from "../../core/billing/taxes.ts";
import { plusDays } from "../../core/calendarDays.ts";
import type { PriceList } from "../../core/billing/priceList.ts";
import { billingSchema, type BillingManifest } from "../../core/schema/billing.ts";
import type { BillingChange } from "../../core/schema/billingRecord.ts";
import { customerSchema, type CustomerManifest } from "../../core/schema/customer.ts";
import type { TenantManifest } from "../../core/schema/tenant.ts";
import { tierSchema, type TierManifest } from "../../core/schema/tier.ts";

type Price = TierManifest["spec"]["price"];
type PriceInput = Partial<Omit<Price, "monthly">> & { readonly monthly: number };

/** By what the tests' customers are billed: German VAT, and reverse charge for companies elsewhere in the EU. */
export function billingTermsOf(
  rounding: BillingManifest["spec"]["rounding"],
  slaCredits = true,
): BillingManifest["spec"] {
  return billingSchema.shape.spec.parse({
    seller: {
      name: "Northwind Hosting GmbH",
      address: { street: "Hauptstr. 1", postalCode: "10115", city: "Berlin", country: "DE" },
      vatId: "DE123456789",
      contact: { name: "Billing", phone: "+49 30 1234567", email: "billing@northwind.example" },
      account: { iban: "DE02120300000000202051" },
    },
    currency: "EUR",
    rounding,
    taxes: [
      { id: "de", name: "VAT 19 %", category: "S", percent: 19, buyers: { countries: ["DE"] } },
      {
        id: "eu",
        name: "Reverse charge",
        category: "AE",
        percent: 0,
        reason: "Reverse charge",
        buyers: { countries: ["AT", "FR"], vatId: true },
      },
    ],
    numbering: { prefix: "NW-", digits: 5, next: 1 },
    paymentDays: 30,
    slaCredits,
  });
}

/** A customer in Germany with what was agreed with it. */
export function customerOf(agreed: Partial<CustomerManifest["spec"]> = {}): CustomerManifest["spec"] {
  return customerSchema.shape.spec.parse({
    buyer: {
      name: "Acme GmbH",
      address: { street: "Ring 2", postalCode: "20095", city: "Hamburg", country: "DE" },
      vatId: "DE999999999",
    },
    currency: "EUR",
    ...agreed,
  });
}

/** Prices of tiers of the service iaas by version, such as `standard@2`, and of add-ons. */
export function pricesOf(
  tiers: Readonly<Record<string, PriceInput>>,
  addOns: Readonly<Record<string, number>> = {},
): PriceList {
  const { price } = tierSchema.shape.spec.shape;
  const parsed = new Map(Object.entries(tiers).map(([id, one]) => [id, price.parse({ currency: "EUR", ...one })]));
  return {
    tier: (service, tier) => (service === "iaas" ? parsed.get(tier) : undefined),
    addOn: (service, addOn) => {
      const monthly = service === "iaas" ? addOns[addOn] : undefined;
      return monthly === undefined ? undefined : { monthly, currency: "EUR" };
    },
  };
}

/** A change of a record: one subscription `web` to a tier of iaas, or more as `name: tier`. */
export function change(
  on: string,
  subscriptions: string | Readonly<Record<string, string | { tier: string; addOns: string[] }>>,
  state: BillingChange["state"] = "active",
): BillingChange {
  const all = typeof subscriptions === "string" ? { web: subscriptions } : subscriptions;
  return {
    on,
    state,
    subscriptions: Object.entries(all).map(([name, what]) => ({
      name,
      service: "iaas",
      ...(typeof what === "string" ? { tier: what, addOns: [] } : what),
    })),
  };
}

/** The order of an invoice of a month of a contract, with what is given in the place of what tests do not care for. */
export function orderOf(
  month: string,
  given: Pick<InvoiceOrder, "changes" | "prices"> & Partial<InvoiceOrder>,
  contract: Pick<TenantManifest["spec"]["contract"], "start" | "billing"> = { start: "2026-01-01", billing: "monthly" },
): InvoiceOrder {
  const period = billingPeriodOf(contract, month);
  if (period === undefined) throw new Error(`${month} is before ${contract.start}`);
  const { customer = customerOf(), billing = billingTermsOf({ mode: "half-up", of: "line" }) } = given;
  const tax = taxOf(billing.taxes, customer.buyer, plusDays(period.to, -1));
  if (tax === undefined) throw new Error(`no tax applies to a buyer in ${customer.buyer.address.country}`);
  return {
    tenant: "acme",
    period,
    customer,
    billing,
    tax,
    usage: [],
    ...given,
  };
}
