/** What FOCUS 1.4 says of rows of Cost and Usage, rule by rule, with the section that says it; for any invoice. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { serviceKinds } from "../../../../components/registry.ts";
import { focusColumns, focusColumnsOf } from "../../../../core/focus/columns.ts";
import type { FocusRow } from "../../../../core/focus/focusRow.ts";
import { invoiceRows } from "../../../../core/focus/invoiceRows.ts";
import { decimal } from "../../../../core/money/amount.ts";
import { anyInvoice } from "../../../helpers/anyInvoice.ts";

const mandatory = [
  "BilledCost",
  "BillingAccountId",
  "BillingAccountName",
  "BillingCurrency",
  "BillingPeriodEnd",
  "BillingPeriodStart",
  "ChargeCategory",
  "ChargeClass",
  "ChargeDescription",
  "ChargePeriodEnd",
  "ChargePeriodStart",
  "ContractedCost",
  "EffectiveCost",
  "HostProviderName",
  "InvoiceIssuerName",
  "ListCost",
  "PricingQuantity",
  "PricingUnit",
  "ServiceCategory",
  "ServiceName",
  "ServiceProviderName",
];

describe("columns", () => {
  test("Cost and Usage, Requirements: all mandatory ones are there, for prices and costs", () => {
    for (const subject of ["price", "cost"] as const) {
      const names = focusColumnsOf("1.4", subject);
      expect(names.filter(({ level }) => level === "mandatory").map(({ name }) => name)).toEqual(mandatory);
    }
  });

  test("Focus Column Handling: Pascal case, no special characters, 50 characters at most", () => {
    for (const { name, level } of focusColumns) {
      if (level !== "custom") expect(name).toMatch(/^[A-Z][A-Za-z0-9]{0,49}$/);
    }
  });

  test("Custom Column Handling: ours begin with x_ and come last", () => {
    const names = focusColumns.map(({ name }) => name);
    const first = names.findIndex((name) => name.startsWith("x_"));
    expect(names.slice(first).every((name) => /^x_[A-Z]/.test(name))).toBe(true);
    expect(names).toEqual([...names.slice(0, first).toSorted(), ...names.slice(first).toSorted()]);
  });

  test("Provider and Publisher are gone since 1.4, which has names of service and host provider", () => {
    const names = (version: "1.2" | "1.4"): string[] => focusColumnsOf(version, "price").map(({ name }) => name);
    const only = (version: "1.2" | "1.4", other: "1.2" | "1.4"): string[] =>
      names(version).filter((name) => !names(other).includes(name));
    expect(only("1.4", "1.2")).toEqual(["HostProviderName", "InvoiceDetailId", "ServiceProviderName"]);
    expect(only("1.2", "1.4")).toEqual(["ProviderName", "PublisherName"]);
  });
});

const isUse = (row: FocusRow): boolean => row["ChargeCategory"] === "Usage" || row["ChargeCategory"] === "Purchase";
const isTax = (row: FocusRow): boolean => row["ChargeCategory"] === "Tax";
const corrects = (row: FocusRow): boolean => row["ChargeClass"] === "Correction";
const product = (row: FocusRow, price: string): string =>
  decimal(row[price] ?? "0")
    .times(row["PricingQuantity"] ?? "0")
    .toFixed();
const same = (row: FocusRow, cost: string, amount: string): boolean => decimal(row[cost] ?? "0").eq(amount);

const rules: readonly (readonly [string, (row: FocusRow) => boolean])[] = [
  [
    "Charge Category: one of the allowed values",
    (row) => /^(Usage|Purchase|Tax|Credit|Adjustment)$/.test(row["ChargeCategory"] ?? ""),
  ],
  ["Charge Class: Correction where it is not null", (row) => ["Correction", undefined].includes(row["ChargeClass"])],
  [
    "Charge Frequency: one of the allowed values",
    (row) => /^(One-Time|Recurring|Usage-Based)$/.test(row["ChargeFrequency"] ?? ""),
  ],
  ["Service Category: one of the allowed values", (row) => ["Compute", "Other"].includes(row["ServiceCategory"] ?? "")],
  [
    "Billing and Charge Period: the end is exclusive and after the start",
    (row) =>
      (row["BillingPeriodStart"] ?? "") < (row["BillingPeriodEnd"] ?? "") &&
      (row["ChargePeriodStart"] ?? "") < (row["ChargePeriodEnd"] ?? ""),
  ],
  ["Billing Currency: a code of ISO 4217", (row) => /^[A-Z]{3}$/.test(row["BillingCurrency"] ?? "")],
  [
    "Effective Cost: Billed Cost where nothing covers a charge",
    (row) => same(row, "EffectiveCost", row["BilledCost"] ?? ""),
  ],
  [
    "Contracted Cost: Billed Cost of credits",
    (row) => row["ChargeCategory"] !== "Credit" || same(row, "ContractedCost", row["BilledCost"] ?? ""),
  ],
  [
    "Contracted Cost: the product of Contracted Unit Price and Pricing Quantity",
    (row) =>
      row["ContractedUnitPrice"] === undefined || same(row, "ContractedCost", product(row, "ContractedUnitPrice")),
  ],
  [
    "List Cost: the product of List Unit Price and Pricing Quantity",
    (row) => row["ListUnitPrice"] === undefined || same(row, "ListCost", product(row, "ListUnitPrice")),
  ],
  [
    "List and Contracted Unit Price: never below zero",
    (row) => ["ListUnitPrice", "ContractedUnitPrice"].every((name) => decimal(row[name] ?? "0").gte(0)),
  ],
  [
    "SKU Price ID, Pricing Quantity, List and Contracted Unit Price: not null of use that corrects nothing",
    (row) =>
      !isUse(row) ||
      corrects(row) ||
      [
        "SkuId",
        "SkuPriceId",
        "PricingQuantity",
        "ListUnitPrice",
        "ContractedUnitPrice",
        "PricingCategory",
        "ConsumedQuantity",
      ].every((name) => row[name] !== undefined),
  ],
  [
    "SKU Price ID, Pricing Quantity, List and Contracted Unit Price: null of taxes",
    (row) =>
      !isTax(row) ||
      [
        "SkuId",
        "SkuPriceId",
        "PricingQuantity",
        "PricingUnit",
        "ListUnitPrice",
        "ContractedUnitPrice",
        "PricingCategory",
      ].every((name) => row[name] === undefined),
  ],
  [
    "Pricing Quantity: null where SKU Price ID is",
    (row) => row["SkuPriceId"] !== undefined || row["PricingQuantity"] === undefined,
  ],
  [
    "Pricing Unit: null where, and only where, Pricing Quantity is",
    (row) => (row["PricingUnit"] === undefined) === (row["PricingQuantity"] === undefined),
  ],
  [
    "Consumed Quantity: null of what is no use",
    (row) => row["ChargeCategory"] === "Usage" || row["ConsumedQuantity"] === undefined,
  ],
  [
    "Consumed Unit: null where, and only where, Consumed Quantity is",
    (row) => (row["ConsumedUnit"] === undefined) === (row["ConsumedQuantity"] === undefined),
  ],
  [
    "Sub Account Name: null where, and only where, Sub Account ID is",
    (row) => (row["SubAccountName"] === undefined) === (row["SubAccountId"] === undefined),
  ],
  [
    "Invoice ID, Invoice Detail ID: not null of an invoice or a provisional one",
    (row) => row["InvoiceId"] !== undefined && row["InvoiceDetailId"] !== undefined,
  ],
];

describe("rows of any invoice", () => {
  test.each(rules)("%s", (_, holds) => {
    fc.assert(
      fc.property(anyInvoice, (invoice) => {
        const rows = invoiceRows(invoice, { kinds: serviceKinds, listPrice: () => undefined, region: "eu-central-1" });
        expect(rows.filter((row) => !holds(row))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test("Invoice Detail ID: unique within an invoice", () => {
    fc.assert(
      fc.property(anyInvoice, (invoice) => {
        const ids = invoiceRows(invoice, { kinds: serviceKinds, listPrice: () => undefined, region: undefined }).map(
          (row) => row["InvoiceDetailId"],
        );
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});
