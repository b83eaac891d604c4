import { describe, expect, test } from "@jest/globals";
import { validateXML } from "xmllint-wasm";

import { invoiceXml } from "../../../../reports/invoice/eInvoice.ts";
import {
  creditNote,
  hostileInvoice,
  hostileTexts,
  invoiceWith,
  plainInvoice,
  reverseCharge,
  standardTax,
} from "../../../helpers/invoices.ts";

/** What stands in the elements of a name, in their order. */
const values = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, "g"))].map(([, value = ""]) => value);

const totals = [
  "LineExtensionAmount",
  "TaxExclusiveAmount",
  "TaxInclusiveAmount",
  "AllowanceTotalAmount",
  "PayableAmount",
];
const totalsOf = (xml: string): Record<string, string | undefined> => {
  const part = /<cac:LegalMonetaryTotal>[^]*<\/cac:LegalMonetaryTotal>/.exec(xml)?.[0] ?? "";
  return Object.fromEntries(totals.map((name) => [name, values(part, `cbc:${name}`)[0]]));
};

describe("an e-invoice", () => {
  test("has the invoice's totals, discounts and credits as allowances, and units by their codes", async () => {
    const xml = await invoiceXml(plainInvoice());
    expect(values(xml, "cbc:CustomizationID")).toEqual(["urn:cen.eu:en16931:2017"]);
    expect(values(xml, "cbc:InvoiceTypeCode")).toEqual(["380"]);
    expect(totalsOf(xml)).toEqual({
      LineExtensionAmount: "274.52",
      TaxExclusiveAmount: "222.57",
      TaxInclusiveAmount: "264.86",
      AllowanceTotalAmount: "51.95",
      PayableAmount: "264.86",
    });
    expect(values(xml, "cbc:Amount")).toEqual(["27.45", "24.50"]);
    expect(xml).toContain('<cbc:InvoicedQuantity unitCode="MON">1</cbc:InvoicedQuantity>');
    expect(values(xml, "cbc:StartDate")).toEqual(["2026-11-01", "2026-11-16", "2026-11-01", "2026-11-01"]);
    expect(new Set(values(xml, "cbc:EndDate"))).toEqual(new Set(["2026-11-30"]));
  });

  test("has a price for a month's days as that of all of them", async () => {
    const xml = await invoiceXml(plainInvoice());
    expect(xml).toContain('<cbc:InvoicedQuantity unitCode="DAY">15</cbc:InvoicedQuantity>');
    expect(xml).toMatch(
      /<cbc:PriceAmount currencyID="EUR">490.00<\/cbc:PriceAmount>\s*<cbc:BaseQuantity unitCode="DAY">30<\/cbc:BaseQuantity>/,
    );
    expect(values(xml, "cbc:PriceAmount")).toEqual(["490.00", "25.00", "0.0375"]);
  });

  test("breaks taxes down by category and rate, with the reason where nothing is charged", async () => {
    const reduced = { ...standardTax, id: "reduced", percent: "7" };
    const lines = [standardTax, reduced, reverseCharge].map(({ id }) => ({
      kind: "flat" as const,
      quantity: "1",
      unitPrice: "100",
      tax: id,
    }));
    const xml = await invoiceXml(invoiceWith(lines, [standardTax, reduced, reverseCharge]));
    expect(values(xml, "cbc:TaxAmount")).toEqual(["26.00", "19.00", "7.00", "0.00"]);
    expect(values(xml, "cbc:TaxExemptionReason")).toEqual([reverseCharge.reason]);
  });

  test("is a credit note with a reference to what it takes back, and gives back by amounts above zero", async () => {
    const [back, charged] = [await invoiceXml(creditNote(plainInvoice())), await invoiceXml(plainInvoice())];
    expect(back).toContain("<CreditNote ");
    expect(values(back, "cbc:CreditNoteTypeCode")).toEqual(["381"]);
    expect(back).toMatch(/<cac:InvoiceDocumentReference>\s*<cbc:ID>NW-000042<\/cbc:ID>/);
    expect(values(back, "cbc:Note")[0]).toBe("Billed twice.");
    expect(totalsOf(back)).toEqual(totalsOf(charged));
    expect(values(back, "cbc:Amount")).toEqual(["27.45", "24.50"]);
    expect(values(back, "cbc:CreditedQuantity")).toEqual(["15", "1", "120.5"]);
    expect(back).not.toContain("PaymentMeans");
  });

  test("charges what makes up for a discount on the level of the document", async () => {
    const lines = [
      { kind: "flat", quantity: "1", unitPrice: "100" },
      { kind: "credit", quantity: "1", unitPrice: "5" },
    ] as const;
    const xml = await invoiceXml(invoiceWith(lines, [standardTax]));
    expect(values(xml, "cbc:ChargeIndicator")).toEqual(["true"]);
    expect(values(xml, "cbc:ChargeTotalAmount")).toEqual(["5.00"]);
    expect(totalsOf(xml)).toMatchObject({ LineExtensionAmount: "100.00", TaxExclusiveAmount: "105.00" });
  });

  test("names nobody's VAT id where the tax is out of scope", async () => {
    const outside = { ...reverseCharge, id: "outside", category: "O" as const };
    const xml = await invoiceXml(invoiceWith([{ kind: "flat", quantity: "1", unitPrice: "9" }], [outside]));
    expect(xml).not.toContain("PartyTaxScheme");
    expect(values(xml, "cbc:CompanyID")).toEqual(["HRB 123456"]);
    expect(values(xml, "cbc:Percent")).toEqual([]);
  });

  test.each(hostileTexts)("is well-formed and keeps %j as text", async (hostile) => {
    const xml = await invoiceXml(hostileInvoice(hostile));
    const elements = (text: string): string[] => [...text.matchAll(/<\/?[a-zA-Z:]+/g)].map(([tag]) => tag);
    expect(elements(xml)).toEqual(elements(await invoiceXml(hostileInvoice("harmless"))));
    const { errors } = await validateXML({
      xml: [{ fileName: "invoice.xml", contents: xml }],
      normalization: "format",
    });
    expect(errors.filter(({ message }) => message.includes("parser error"))).toEqual([]);
  });

  test("is refused for what cannot be one", async () => {
    await expect(invoiceXml(plainInvoice({ number: null }))).rejects.toThrow("It is a draft");
  });
});
