import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { costRows } from "../../../../core/focus/costRows.ts";
import { focusColumnsOf } from "../../../../core/focus/columns.ts";
import { exampleCost } from "../../../helpers/focusCost.ts";

const terms = {
  kinds: serviceKinds,
  provider: "Northwind",
  tenantName: "Acme",
  period: { from: "2026-11-01", to: "2026-12-01" },
};

describe("what the provider pays, as rows of FOCUS", () => {
  const { rows, gaps } = costRows(exampleCost, terms);

  test("has a row for each line that has a rate, with its bounds", () => {
    expect(rows.map((row) => [row["x_LineKind"], row["BilledCost"], row["x_CostLow"], row["x_CostHigh"]])).toEqual([
      ["resources", "89.79", "80.00", "95.00"],
      ["cell", "1.3333333334", "1.3333333334", "1.3333333334"],
      ["support", "90.00", "45.00", "180.00"],
    ]);
    expect(rows[0]).toMatchObject({
      BillingAccountName: "Acme",
      ChargePeriodStart: "2026-11-01T00:00:00Z",
      ChargePeriodEnd: "2026-12-01T00:00:00Z",
      ContractedUnitPrice: "0.123",
      HostProviderName: "Amazon Web Services",
      PricingQuantity: "730.0",
      PricingUnit: "Hours",
      SubAccountId: "acme/main",
      x_ExampleRate: "false",
    });
  });

  test("says who is paid, and where it runs", () => {
    expect(rows.map((row) => [row["InvoiceIssuerName"], row["HostProviderName"]])).toEqual([
      ["Amazon Web Services", "Amazon Web Services"],
      ["Northwind", "Northwind"],
      ["Northwind", "Not Applicable"],
    ]);
  });

  test("has the product of a divided rate as the cost before discounts", () => {
    expect(rows[1]).toMatchObject({ ContractedCost: "1.3333333333", EffectiveCost: "1.3333333334" });
  });

  test("names what has no rate, and makes up no row for it", () => {
    expect(gaps).toEqual([{ subject: "aws.backup.gibMonth", reason: "backup: no price book has it" }]);
    expect(rows.some((row) => row["SkuId"] === "aws.backup.gibMonth")).toBe(false);
  });

  test("has every column that may not be NULL", () => {
    for (const version of ["1.2", "1.4"] as const) {
      for (const { name } of focusColumnsOf(version, "cost").filter(({ nullable }) => !nullable)) {
        expect(rows.filter((row) => row[name] === undefined)).toEqual([]);
      }
    }
  });
});
