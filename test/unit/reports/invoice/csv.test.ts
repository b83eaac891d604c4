import { describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";

import { invoiceCsv } from "../../../../reports/invoice/csv.ts";
import { hostileInvoice, hostileTexts, plainInvoice, reverseCharge, invoiceWith } from "../../../helpers/invoices.ts";

const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

describe("an invoice as CSV", () => {
  test("has a row each line, tax and total", () => {
    const rows = rowsOf(invoiceCsv(plainInvoice()));
    expect(rows.map(({ record, kind, amount }) => `${record ?? ""} ${kind ?? ""} ${amount ?? ""}`)).toEqual([
      "line flat 245.00",
      "line add-on 25.00",
      "line meter 4.52",
      "line discount -27.45",
      "line credit -24.50",
      "tax S 42.29",
      "total net 222.57",
      "total tax 42.29",
      "total gross 264.86",
    ]);
    expect(rows[2]).toEqual({
      record: "line",
      invoice: "NW-000042",
      tenant: "acme",
      line: "3",
      kind: "meter",
      subscription: "main",
      service: "iaas",
      tier: "standard@2",
      item: "Storage beyond what is included",
      from: "2026-11-01",
      to: "2026-12-01",
      quantity: "120.5",
      unit: "GiB",
      "unit price": "0.0375",
      per: "1",
      amount: "4.52",
      currency: "EUR",
      tax: "VAT 19 %",
      "tax percent": "19",
      explanation: "120.5 × 0.0375",
    });
  });

  test("says why nothing is charged, and what is missing", () => {
    const notes = [{ subject: "usage", text: "Two records are quarantined." }];
    const rows = rowsOf(
      invoiceCsv(
        invoiceWith([{ kind: "flat", quantity: "1", unitPrice: "9" }], [reverseCharge], { notes, number: null }),
      ),
    );
    expect(rows[1]).toMatchObject({ record: "tax", invoice: "", amount: "0.00", explanation: reverseCharge.reason });
    expect(rows[2]).toMatchObject({ record: "note", item: "usage", explanation: "Two records are quarantined." });
  });

  test.each(hostileTexts)("keeps %j from being computed or breaking lines", (hostile) => {
    const csv = invoiceCsv(hostileInvoice(hostile));
    const rows = rowsOf(csv);
    expect(csv.trimEnd().split("\r\n")).toHaveLength(rows.length + 1);
    const numeric = new Set(["amount", "quantity", "unit price", "per"]);
    for (const row of rows) {
      for (const [column, cell] of Object.entries(row)) {
        if (numeric.has(column)) expect(cell).toMatch(/^(-?\d+(\.\d+)?)?$/);
        else expect(cell).not.toMatch(/^[=+\-@]|\p{Cc}/u);
      }
    }
  });
});
