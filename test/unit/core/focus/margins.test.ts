import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { serviceKinds } from "../../../../components/registry.ts";
import { countDays } from "../../../../core/billing/segments.ts";
import { invoiceRows } from "../../../../core/focus/invoiceRows.ts";
import { withMargins } from "../../../../core/focus/margins.ts";
import { decimal, sum } from "../../../../core/money/amount.ts";
import type { Invoice } from "../../../../core/results/invoice.ts";
import { anyInvoice } from "../../../helpers/anyInvoice.ts";
import { exampleCost } from "../../../helpers/focusCost.ts";
import { plainInvoice } from "../../../helpers/invoices.ts";

const rowsOf = (invoice: Invoice) =>
  withMargins(
    invoiceRows(invoice, { kinds: serviceKinds, listPrice: () => undefined, region: undefined }),
    exampleCost,
    invoice.period,
  );

describe("margins", () => {
  test("divide a subscription's cost among its rows by what they bring", () => {
    expect(
      rowsOf(plainInvoice()).map((row) => [row["BilledCost"], row["x_Cost"], row["x_Margin"], row["x_MarginPercent"]]),
    ).toEqual([
      ["245.00", "161.6465", "83.3535", "34.0"],
      ["25.00", "16.4946", "8.5054", "34.0"],
      ["4.52", "2.9822", "1.5378", "34.0"],
      ["-27.45", "0.00", "-27.45", undefined],
      ["-24.50", "0.00", "-24.50", undefined],
      ["42.29", undefined, undefined, undefined],
    ]);
  });

  test("are three times as much cost for a quarter", () => {
    const [row] = rowsOf(plainInvoice({ period: { from: "2026-10-01", to: "2027-01-01" } }));
    expect(row?.["x_Cost"]).toBe("484.9396");
  });

  test("are not known in another currency", () => {
    expect(rowsOf(plainInvoice({ currency: "USD" })).every((row) => row["x_Cost"] === undefined)).toBe(true);
  });

  test("add up to the cost, and with it to what is billed, for any invoice with the subscription", () => {
    fc.assert(
      fc.property(anyInvoice, (invoice) => {
        const rows = rowsOf(invoice).filter((row) => row["SubAccountId"] === "acme/main");
        fc.pre(rows.length > 0);
        const total = (column: string) => sum(rows.map((row) => decimal(row[column] ?? "0")));
        // The months of a quarter cost three times as much as the one that the cost is of.
        const days = countDays(invoice.period);
        expect(total("x_Cost").toFixed()).toBe(days > 31 ? "543.3699" : "181.1233");
        expect(total("x_Margin").plus(total("x_Cost")).eq(total("BilledCost"))).toBe(true);
      }),
    );
  });
});
