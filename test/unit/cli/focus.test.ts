/** `focus`, as a user types it. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "csv-parse/sync";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { focusDocument } from "../../../core/results/focus.ts";
import { generatedFiles } from "../../../docs/generatedFiles.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";

let files: TestEstate;
beforeEach(() => {
  files = copyEstate();
});
afterEach(() => {
  files.remove();
});

const run = (...args: readonly string[]) => files.command(["focus", ...args], "2026-12-15T12:00:00.000Z");

describe("focus", () => {
  test("prints what customers are billed, and says which rows are of drafts", async () => {
    const { code, stdout, stderr } = await run("acme", "--period", "2026-12");
    expect(code).toBe(0);
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    expect(rows.map((row) => [row["InvoiceId"], row["ChargeCategory"], row["BilledCost"]])).toEqual([
      ["draft-acme-2026-12-01", "Usage", "490.00"],
      ["draft-acme-2026-12-01", "Tax", "93.10"],
    ]);
    expect(stderr).toContain("Of drafts, as nothing is issued for them yet: acme.");
  });

  test("has rows of what is issued, which add up to the invoice", async () => {
    await files.command(
      ["invoice", "acme", "--period", "2026-12", "--issue", "--on", "2027-01-02"],
      "2027-01-02T12:00:00.000Z",
    );
    const { stdout } = await run("acme", "--period", "2026-12", "--json");
    const { rows, drafts } = focusDocument.parse(JSON.parse(stdout));
    expect(drafts).toEqual([]);
    expect(rows.map((row) => [row["InvoiceDetailId"], row["BilledCost"]])).toEqual([
      ["1", "490.00"],
      ["tax-de-standard", "93.10"],
    ]);
    expect(rows[0]?.["InvoiceId"]).not.toContain("draft");
    expect(rows[0]?.["x_Margin"]).toMatch(/^\d+\.\d+$/);
  });

  test("has what was issued of a tenant whose manifest is gone, unless it is asked for others", async () => {
    await files.command(
      ["invoice", "acme", "--period", "2026-12", "--issue", "--on", "2027-01-02"],
      "2027-01-02T12:00:00.000Z",
    );
    rmSync(join(files.directory, "estate/tenants/acme.yaml"));
    const tenantsOf = async (...args: readonly string[]): Promise<unknown[]> => {
      const { stdout } = await run("--period", "2026-12", "--json", ...args);
      return [
        ...new Set(focusDocument.parse(JSON.parse(stdout)).rows.map((row) => row["BillingAccountId"])),
      ].toSorted();
    };
    const others = readdirSync(join(files.directory, "estate/tenants")).map((file) => file.replace(/\.yaml$/, ""));
    expect(await tenantsOf()).toEqual(["acme", ...others].toSorted());
    expect(await tenantsOf("globex")).toEqual(["globex"]);
    expect(await tenantsOf("--service", "paas")).toEqual(["globex", "hooli", "initech"]);
  });

  test("prints a document by its schema, of costs too", async () => {
    const validate = new Ajv2020().compile(JSON.parse(generatedFiles()["reference/json/focus.schema.json"] ?? "{}"));
    const { stdout } = await run("acme", "--period", "2026-12", "--of", "cost", "--focus", "1.2", "--json");
    const document: unknown = JSON.parse(stdout);
    expect([validate(document), validate.errors]).toEqual([true, null]);
    const { rows, columns } = focusDocument.parse(document);
    expect(rows.length).toBeGreaterThan(5);
    expect(columns).toContain("ProviderName");
    expect(rows.every((row) => row["InvoiceId"] === null)).toBe(true);
  });

  test("writes files, and Parquet nowhere else", async () => {
    const [csv, parquet] = [join(files.directory, "billed.csv"), join(files.directory, "billed.parquet")];
    expect((await run("acme", "globex", "hooli", "initech", "--period", "2026-12", "--out", csv)).stdout).toContain(
      "of FOCUS 1.4 are in",
    );
    expect(readFileSync(csv, "utf8").split("\r\n")).toHaveLength(12);
    expect((await run("--period", "2026-12", "--format", "parquet", "--out", parquet)).code).toBe(0);
    expect(existsSync(parquet)).toBe(true);
    const refused = await run("--period", "2026-12", "--format", "parquet");
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain("Parquet is not printed: say --out FILE.");
  });

  test("says why a tenant has no rows", async () => {
    const { stderr, code } = await run("acme", "--period", "2026-11");
    expect(code).toBe(0);
    expect(stderr).toContain("No rows of acme: Its contract starts on 2026-12-01.");
  });

  test("says where it cannot write", async () => {
    const { code, stderr } = await run("--period", "2026-12", "--out", join(files.directory, "missing", "billed.csv"));
    expect(code).toBe(2);
    expect(stderr).toContain("cannot be written: ENOENT.");
  });
});
