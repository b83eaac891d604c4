import { afterAll, describe, expect, test } from "@jest/globals";
import { DuckDBInstance } from "@duckdb/node-api";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { serviceKinds } from "../../../../components/registry.ts";
import { focusColumnsOf } from "../../../../core/focus/columns.ts";
import { invoiceRows } from "../../../../core/focus/invoiceRows.ts";
import { writeParquet } from "../../../../fleet/focus/writeParquet.ts";
import { hostileInvoice, hostileTexts, plainInvoice } from "../../../helpers/invoices.ts";

const folder = mkdtempSync(join(tmpdir(), "tenantry-parquet-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function query(sql: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const columns = focusColumnsOf("1.4", "price");
const rows = [plainInvoice(), ...hostileTexts.map(hostileInvoice)].flatMap((invoice) =>
  invoiceRows(invoice, { kinds: serviceKinds, listPrice: () => undefined, region: undefined }),
);

describe("a Parquet file of FOCUS", () => {
  test("has exact decimals, instants in UTC, texts as they are, and NULL", async () => {
    const file = join(folder, "it's.parquet");
    await writeParquet(file, rows, columns);
    const from = `FROM '${file.replaceAll("'", "''")}'`;
    expect(
      await query(
        `SELECT "BilledCost"::VARCHAR AS billed, "ChargePeriodStart"::VARCHAR AS start, "ChargeClass" AS class, "ListUnitPrice"::VARCHAR AS price ${from} LIMIT 3`,
      ),
    ).toEqual([
      { billed: "245.00", start: "2026-11-16 00:00:00+00", class: null, price: "490.0000" },
      { billed: "25.00", start: "2026-11-01 00:00:00+00", class: null, price: "25.0000" },
      { billed: "4.52", start: "2026-11-01 00:00:00+00", class: null, price: "0.0375" },
    ]);
    const described = await query(`SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT * ${from})`);
    expect(described).toHaveLength(columns.length);
    expect(described).toEqual(
      expect.arrayContaining([
        { name: "BilledCost", type: "DECIMAL(38,2)" },
        { name: "PricingQuantity", type: "DECIMAL(38,2)" },
        { name: "BillingPeriodEnd", type: "TIMESTAMP WITH TIME ZONE" },
        { name: "BillingAccountName", type: "VARCHAR" },
      ]),
    );
    const names = await query(`SELECT DISTINCT "BillingAccountName" AS name ${from}`);
    expect(new Set(names)).toEqual(new Set(["Acme Robotics AG", ...hostileTexts].map((name) => ({ name }))));
    expect(readdirSync(folder)).toEqual(["it's.parquet"]);
  });

  test("has all columns where there are no rows", async () => {
    const file = join(folder, "empty.parquet");
    await writeParquet(file, [], columns);
    expect(await query(`SELECT count(*)::INTEGER AS count FROM '${file}'`)).toEqual([{ count: 0 }]);
  });
});
