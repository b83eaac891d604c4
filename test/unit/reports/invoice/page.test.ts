import { describe, expect, test } from "@jest/globals";

import { invoicePage } from "../../../../reports/invoice/page.ts";
import {
  creditNote,
  hostileInvoice,
  hostileTexts,
  invoiceWith,
  plainInvoice,
  reverseCharge,
} from "../../../helpers/invoices.ts";
import { textOfPage } from "../../../helpers/textOfPage.ts";

describe("an invoice's page", () => {
  test("says who owes whom how much for what, and by when", () => {
    const page = textOfPage(invoicePage(plainInvoice()));
    expect(page).toContain("Invoice NW-000042");
    expect(page).toContain(
      "From Northwind Managed Services GmbH Kaistrasse 1 20457 Hamburg DE VAT id DE123456789 billing@northwind.example",
    );
    expect(page).toContain(
      "Period 2026-11-01 to 2026-11-30 Issued 2026-12-02 Due 2026-12-16 Your reference Robotics Your order PO-7781",
    );
    expect(page).toContain(
      "1 iaas standard@2 main · iaas · standard@2 15 × 490 2026-11-16 to 2026-11-30 15 day 490 / 30 VAT 19 % 245.00",
    );
    expect(page).toContain("Net 222.57 VAT 19 % 19 % 222.57 42.29 Total to pay, EUR 264.86");
    expect(page).toContain("Terms 14 days net. IBAN DE02120300000000202051 BIC BYLADEM1001");
    expect(page).not.toContain("draft");
  });

  test("says that a draft is none", () => {
    const page = textOfPage(invoicePage(plainInvoice({ number: null, issued: null, due: null })));
    expect(page).toContain("Draft of an invoice This is a draft: it has no number, and nothing is to be paid for it.");
    expect(page).not.toContain("Issued");
  });

  test("says what a credit note takes back, and why", () => {
    const page = textOfPage(invoicePage(creditNote(plainInvoice())));
    expect(page).toContain("Credit note NW-000043");
    expect(page).toContain("Takes back NW-000042 Reason Billed twice.");
  });

  test("says why no tax is charged, and what is missing from the invoice", () => {
    const notes = [{ subject: "Usage", text: "One day has no records." }];
    const page = textOfPage(
      invoicePage(invoiceWith([{ kind: "flat", quantity: "1", unitPrice: "9" }], [reverseCharge], { notes })),
    );
    expect(page).toContain(`Reverse charge ${reverseCharge.reason ?? ""} 0 % 9.00 0.00`);
    expect(page).toContain("Notes Usage : One day has no records.");
  });

  test("has no script, and its policy allows its own style alone", () => {
    const page = invoicePage(plainInvoice());
    expect(page).not.toMatch(/<script|\son\w+=|https?:/);
    expect(page).toMatch(/content="default-src &#39;none&#39;; style-src &#39;sha256-[^&]+&#39;; img-src data:;/);
  });

  test.each(hostileTexts)("shows %j as text", (hostile) => {
    const [page, plain] = [invoicePage(hostileInvoice(hostile)), invoicePage(hostileInvoice("harmless"))];
    const tags = (html: string): string[] => [...html.matchAll(/<\/?[a-z][^>]*>/g)].map(([tag]) => tag);
    expect(tags(page)).toEqual(tags(plain));
  });
});
