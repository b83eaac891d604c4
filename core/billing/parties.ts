import type { Invoice, invoiceParty } from "../results/invoice.ts";
import type { BillingManifest } from "../schema/billing.ts";
import type { CustomerManifest } from "../schema/customer.ts";
import type { Party } from "../schema/party.ts";
import type { z } from "zod";

/** The provider, as an invoice names it. */
export function sellerOf(seller: BillingManifest["spec"]["seller"]): Invoice["seller"] {
  return { ...partyOf(seller), contact: seller.contact };
}

/** The customer, as an invoice names it. */
export function buyerOf(buyer: CustomerManifest["spec"]["buyer"]): Invoice["buyer"] {
  return { ...partyOf(buyer), reference: buyer.reference ?? null, order: buyer.order ?? null };
}

function partyOf({ name, address, vatId, registration, email }: Party): z.infer<typeof invoiceParty> {
  return {
    name,
    ...address,
    vatId: vatId ?? null,
    registration: registration ?? null,
    email: email ?? null,
  };
}
