import type { Invoice } from "../../core/results/invoice.ts";
import type { Elements } from "./eInvoiceLines.ts";
import { xmlText } from "./xmlText.ts";

/**
 * Seller (BG-4) and buyer (BG-7). What is outside the scope of VAT names nobody's VAT id (BR-O-02); a seller without a number in a
 * register is then known by it as a company (BT-30, BR-CO-26).
 */
export function partyElements({ seller, buyer, taxes }: Invoice): Elements {
  const outside = taxes.some(({ category }) => category === "O");
  const scheme = (vatId: string): Elements => ({ "cbc:CompanyID": vatId, "cac:TaxScheme": { "cbc:ID": "VAT" } });
  const sellerVat = outside ? null : seller.vatId;
  const buyerVat = outside ? null : buyer.vatId;
  return {
    "cac:AccountingSupplierParty": {
      "cac:Party": {
        ...party(seller, seller.registration ?? (outside ? seller.vatId : null)),
        ...(sellerVat === null ? {} : { "cac:PartyTaxScheme": [scheme(sellerVat)] }),
        "cac:Contact": {
          ...filled("cbc:Name", seller.contact.name),
          ...filled("cbc:Telephone", seller.contact.phone),
          ...filled("cbc:ElectronicMail", seller.contact.email),
        },
      },
    },
    "cac:AccountingCustomerParty": {
      "cac:Party": {
        ...party(buyer, buyer.registration),
        ...(buyerVat === null ? {} : { "cac:PartyTaxScheme": scheme(buyerVat) }),
      },
    },
  };
}

type Party = Pick<Invoice["buyer"], "name" | "street" | "postalCode" | "city" | "country" | "email">;

function party({ name, street, postalCode, city, country, email }: Party, registration: string | null): Elements {
  return {
    // An address of electronic mail, by the list of schemes of electronic addresses.
    ...(email === null ? {} : { "cbc:EndpointID": xmlText(email), "cbc:EndpointID@schemeID": "EM" }),
    "cac:PostalAddress": {
      ...filled("cbc:StreetName", street),
      ...filled("cbc:CityName", city),
      ...filled("cbc:PostalZone", postalCode),
      "cac:Country": { "cbc:IdentificationCode": country },
    },
    "cac:PartyLegalEntity": {
      "cbc:RegistrationName": xmlText(name),
      ...(registration === null ? {} : filled("cbc:CompanyID", registration)),
    },
  };
}

/** An element with a text, or none where there is nothing in it, as EN 16931 has no empty ones. */
export function filled(name: string, text: string | null): Elements {
  const written = xmlText(text ?? "");
  return written === "" ? {} : { [name]: written };
}
