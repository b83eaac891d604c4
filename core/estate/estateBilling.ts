import type { BillingManifest } from "../schema/billing.ts";
import type { BillingRecordManifest } from "../schema/billingRecord.ts";
import type { CustomerManifest } from "../schema/customer.ts";
import type { Sourced } from "./estate.ts";

/** The documents of `billing/` whose shape is right. */
export interface BillingDocuments {
  readonly billing: readonly Sourced<BillingManifest>[];
  readonly records: readonly Sourced<BillingRecordManifest>[];
  readonly customers: readonly Sourced<CustomerManifest>[];
}

/** What an estate says of billing: what its `billing/` holds, without the invoices. */
export interface EstateBilling {
  /** Undefined for an estate that bills nobody. */
  readonly terms: BillingManifest["spec"] | undefined;
  /** By tenant, those that have left among them. */
  readonly records: ReadonlyMap<string, Sourced<BillingRecordManifest>>;
  /** By tenant. */
  readonly customers: ReadonlyMap<string, CustomerManifest["spec"]>;
}

/** The billing that right documents are. */
export function estateBillingOf({ billing, records, customers }: BillingDocuments): EstateBilling {
  return {
    terms: billing[0]?.manifest.spec,
    records: new Map(records.map((record) => [record.manifest.metadata.tenant, record])),
    customers: new Map(customers.map(({ manifest }) => [manifest.metadata.tenant, manifest.spec])),
  };
}
