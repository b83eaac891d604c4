/** The tests' own estate with all that it takes to bill its tenants. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { baseTexts } from "./estateFiles.ts";

const seller = `
    name: Northwind Managed Services GmbH
    address: { street: Hafenstr. 1, postalCode: "20457", city: Hamburg, country: DE }
    vatId: DE123456789
    contact: { name: Accounts, phone: "+49 40 1234567", email: billing@northwind.example }
    account: { iban: DE02120300000000202051 }`;

const billing = `apiVersion: tenantry.dev/v1
kind: Billing
spec:
  seller: ${seller}
  currency: EUR
  rounding: { mode: half-up, of: line }
  taxes:
    - { id: de-standard, name: VAT 19 %, category: S, percent: 19, buyers: { countries: [DE] } }
  numbering: { prefix: NW-, digits: 6, next: 1 }
  paymentDays: 14
  slaCredits: true
`;

/** A customer in Germany. */
export const customerText = (tenant: string): string => `apiVersion: tenantry.dev/v1
kind: Customer
metadata: { tenant: ${tenant} }
spec:
  buyer:
    name: ${tenant} GmbH
    address: { street: Ring 2, postalCode: "10115", city: Berlin, country: DE }
  currency: EUR
`;

/** A record of one subscription of a tier from a day on. */
export const recordText = (
  tenant: string,
  subscription: string,
  service: string,
  tier: string,
  from = "2026-01-01",
): string =>
  `apiVersion: tenantry.dev/v1
kind: BillingRecord
metadata: { tenant: ${tenant} }
spec:
  changes:
    - on: ${from}
      state: active
      subscriptions: [{ name: ${subscription}, service: ${service}, tier: ${tier} }]
`;

/**
 * The files that the tests' own estate needs besides, by name: acme has `web` of a tier at 100.00 a month with the meters storageGiB in
 * GiB (10 included, 0.50 each) and requests (any unit, 0.0001 each), globex has `apps` of paas/standard@1, initech is not billed.
 */
export function billingTexts(): Record<string, string> {
  const { "catalogue/iaas/standard@1.yaml": standard = "", ...rest } = baseTexts();
  const started = Object.fromEntries(
    ["acme", "globex", "initech"].map((id) => [
      `tenants/${id}.yaml`,
      (rest[`tenants/${id}.yaml`] ?? "").replace("start: 2026-12-01", "start: 2026-01-01"),
    ]),
  );
  const meters =
    "[{ meter: storageGiB, unit: GiB, included: 10, unitPrice: 0.5 }, { meter: requests, included: 0, unitPrice: 0.0001 }]";
  return {
    ...started,
    "catalogue/iaas/metered@1.yaml": standard
      .replace("name: standard, version: 1", "name: metered, version: 1")
      .replace("monthly: 490, currency: EUR", `monthly: 100, currency: EUR, meters: ${meters}`),
    "billing/billing.yaml": billing,
    "billing/customers/acme.yaml": customerText("acme"),
    "billing/customers/globex.yaml": customerText("globex"),
    "billing/records/acme.yaml": recordText("acme", "web", "iaas", "metered@1"),
    "billing/records/globex.yaml": recordText("globex", "apps", "paas", "standard@1"),
  };
}

/** Writes files below an estate's directory. */
export function writeTexts(directory: string, texts: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
}
