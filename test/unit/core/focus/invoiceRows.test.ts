import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { serviceKinds } from "../../../../components/registry.ts";
import { focusColumnsOf, focusVersions, type FocusColumn } from "../../../../core/focus/columns.ts";
import { invoiceRows, type InvoiceRowTerms } from "../../../../core/focus/invoiceRows.ts";
import { decimal, sum } from "../../../../core/money/amount.ts";
import type { Invoice } from "../../../../core/results/invoice.ts";
import { anyInvoice } from "../../../helpers/anyInvoice.ts";
import {
  creditNote,
  hostileInvoice,
  hostileTexts,
  invoiceWith,
  plainInvoice,
  standardTax,
} from "../../../helpers/invoices.ts";

const terms: InvoiceRowTerms = { kinds: serviceKinds, listPrice: () => undefined, region: "eu-central-1" };
const rowsOf = (invoice: Invoice) => invoiceRows(invoice, terms);
const total = (rows: ReturnType<typeof rowsOf>, column: string): string =>
  sum(rows.map((row) => decimal(row[column] ?? "0"))).toFixed(2);

/** Null Handling, Numeric Format, Date/Time Format, String Handling. */
function isRight({
  type,
  nullable,
  value,
}: Pick<FocusColumn, "type" | "nullable"> & { value: string | undefined }): boolean {
  if (value === undefined) return nullable;
  if (type === "decimal") return /^-?\d+\.\d+$/.test(value);
  return type === "instant" ? /^\d{4}-\d{2}-\d{2}T00:00:00Z$/.test(value) : value.trim() !== "";
}

describe("what is billed, as rows of FOCUS", () => {
  test("has a row each line and each tax that is charged", () => {
    expect(
      rowsOf(plainInvoice()).map((row) => [
        row["ChargeCategory"],
        row["x_LineKind"],
        row["BilledCost"],
        row["InvoiceDetailId"],
      ]),
    ).toEqual([
      ["Usage", "flat", "245.00", "1"],
      ["Usage", "add-on", "25.00", "2"],
      ["Usage", "meter", "4.52", "3"],
      ["Adjustment", "discount", "-27.45", "4"],
      ["Credit", "credit", "-24.50", "5"],
      ["Tax", "tax", "42.29", "tax-de"],
    ]);
  });

  test("has all of a flat price that is billed by days", () => {
    expect(rowsOf(plainInvoice())[0]).toEqual({
      BilledCost: "245.00",
      BillingAccountId: "acme",
      BillingAccountName: "Acme Robotics AG",
      BillingCurrency: "EUR",
      BillingPeriodEnd: "2026-12-01T00:00:00Z",
      BillingPeriodStart: "2026-11-01T00:00:00Z",
      ChargeCategory: "Usage",
      ChargeDescription: "iaas standard@2",
      ChargeFrequency: "Recurring",
      ChargePeriodEnd: "2026-12-01T00:00:00Z",
      ChargePeriodStart: "2026-11-16T00:00:00Z",
      ConsumedQuantity: "0.5",
      ConsumedUnit: "Months",
      ContractedCost: "245.00",
      ContractedUnitPrice: "490.00",
      EffectiveCost: "245.00",
      HostProviderName: "Northwind Managed Services GmbH",
      InvoiceDetailId: "1",
      InvoiceId: "NW-000042",
      InvoiceIssuerName: "Northwind Managed Services GmbH",
      ListCost: "245.00",
      ListUnitPrice: "490.00",
      PricingCategory: "Standard",
      PricingQuantity: "0.5",
      PricingUnit: "Months",
      ProviderName: "Northwind Managed Services GmbH",
      PublisherName: "Northwind Managed Services GmbH",
      RegionId: "eu-central-1",
      RegionName: "eu-central-1",
      ServiceCategory: "Compute",
      ServiceName: "iaas",
      ServiceProviderName: "Northwind Managed Services GmbH",
      ServiceSubcategory: "Virtual Machines",
      SkuId: "iaas/standard/subscription",
      SkuMeter: "subscription",
      SkuPriceId: "iaas/standard@2/subscription",
      SubAccountId: "acme/main",
      SubAccountName: "main",
      x_LineKind: "flat",
      x_Tier: "standard@2",
    });
  });

  test("shows the published price beside an agreed one", () => {
    const invoice = invoiceWith([{ kind: "flat", quantity: "1", unitPrice: "400" }], [standardTax]);
    const [row] = invoiceRows(invoice, { ...terms, listPrice: () => decimal(490) });
    expect(row).toMatchObject({
      ListUnitPrice: "490.00",
      ListCost: "490.00",
      ContractedCost: "400.00",
      BilledCost: "400.00",
    });
  });

  test("prices a part of a quarter by its months", () => {
    const line = { kind: "flat", quantity: "46", unit: "day", unitPrice: "1470", per: "92" } as const;
    const invoice = invoiceWith([line], [standardTax], { period: { from: "2026-10-01", to: "2027-01-01" } });
    expect(rowsOf(invoice)[0]).toMatchObject({
      PricingQuantity: "1.5",
      ContractedUnitPrice: "490.00",
      BilledCost: "735.00",
    });
  });

  test("knows meters and add-ons by their names", () => {
    const lines = [
      { kind: "add-on", item: "main: add-on more-buckets@1, suspended", quantity: "1", unitPrice: "5" },
      { kind: "meter", item: "main: egress in 2026-11", quantity: "1", unitPrice: "5" },
    ] as const;
    const metered = [{ subscription: "main", meter: "egress", period: "2026-11", quantity: "1", records: 1 }];
    const rows = rowsOf(invoiceWith(lines, [standardTax], { metered }));
    expect(rows.slice(0, 2).map((row) => row["SkuPriceId"])).toEqual([
      "iaas/standard@2/more-buckets@1",
      "iaas/standard@2/egress",
    ]);
  });

  test("gives a draft a provisional id", () => {
    expect(rowsOf(plainInvoice({ number: null }))[0]?.["InvoiceId"]).toBe("draft-acme-2026-11-01");
  });

  test("takes a credit note and use that was reported late for corrections, and nothing else", () => {
    const late = { kind: "meter", quantity: "1", unitPrice: "1", from: "2026-10-01", to: "2026-11-01" } as const;
    const corrected = (invoice: Invoice) => rowsOf(invoice).map((row) => row["ChargeClass"]);
    expect(new Set(corrected(creditNote(plainInvoice())))).toEqual(new Set(["Correction"]));
    expect(corrected(invoiceWith([late, { ...late, from: "2026-11-01", to: "2026-12-01" }], [standardTax]))).toEqual([
      "Correction",
      undefined,
      undefined,
    ]);
  });

  test("adds up to any invoice: to its gross amount, and without taxes to its net", () => {
    fc.assert(
      fc.property(anyInvoice, (invoice) => {
        const rows = rowsOf(invoice);
        expect(total(rows, "BilledCost")).toBe(invoice.gross);
        expect(total(rows, "EffectiveCost")).toBe(invoice.gross);
        const untaxed = rows.filter((row) => row["ChargeCategory"] !== "Tax");
        expect(total(untaxed, "BilledCost")).toBe(invoice.net);
      }),
    );
  });

  test("prices by the month what is billed by it or by days, and all use at less than two cents from what it is billed at", () => {
    fc.assert(
      fc.property(anyInvoice, (invoice) => {
        const use = rowsOf(invoice).filter((row) => row["ChargeCategory"] === "Usage");
        expect(use.map((row) => row["PricingUnit"])).toEqual(
          use.map((row) => (row["x_LineKind"] === "meter" ? "GiB" : "Months")),
        );
        // Where the invoice is rounded, a line may have the rounding of two sums; a part of a month has ten decimals.
        const off = use.map((row) =>
          decimal(row["ContractedCost"] ?? "0")
            .minus(row["BilledCost"] ?? "0")
            .abs(),
        );
        expect(off.filter((amount) => amount.gte("0.020001"))).toEqual([]);
      }),
    );
  });

  test("has every column that may not be NULL, no empty text, and numbers and instants as they have to be", () => {
    fc.assert(
      fc.property(fc.oneof(anyInvoice, fc.constantFrom(...hostileTexts).map(hostileInvoice)), (invoice) => {
        const cells = focusVersions.flatMap((version) =>
          rowsOf(invoice).flatMap((row) =>
            focusColumnsOf(version, "price").map((column) => ({ ...column, value: row[column.name] })),
          ),
        );
        expect(cells.filter((cell) => !isRight(cell))).toEqual([]);
      }),
    );
  });
});
