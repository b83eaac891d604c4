/** What is written as FOCUS 1.2 is judged by the FinOps Foundation's focus-validator, without network. It knows no later version. */
import { afterAll, describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { serviceKinds } from "../../components/registry.ts";
import { focusColumnsOf, type FocusSubject } from "../../core/focus/columns.ts";
import { costRows } from "../../core/focus/costRows.ts";
import type { FocusRow } from "../../core/focus/focusRow.ts";
import { invoiceRows } from "../../core/focus/invoiceRows.ts";
import { withMargins } from "../../core/focus/margins.ts";
import { focusCsv } from "../../reports/focus/csv.ts";
import { exampleCost } from "../helpers/focusCost.ts";
import { creditNote, invoiceWith, plainInvoice, standardTax } from "../helpers/invoices.ts";
import { pythonToolOfSetUp } from "../helpers/pythonTools.ts";
import { setUpLost } from "../helpers/setUpLost.ts";
import { testUnless } from "../helpers/skip.ts";

const tool = pythonToolOfSetUp("focusValidator");
const testWithValidator = testUnless(typeof tool === "string" ? tool : undefined);
const folder = mkdtempSync(join(tmpdir(), "tenantry-focus-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What of the specification applies to a provider like ours, beyond what applies to all. */
const applicable = [
  "ACCOUNT_NAMING_SUPPORTED",
  "MULTIPLE_PRICING_CATEGORIES_SUPPORTED",
  "NEGOTIATED_PRICING_SUPPORTED",
  "REGION_SUPPORTED",
  "SUB_ACCOUNT_SUPPORTED",
];

/** The rules that do not hold, and how many do. */
function judge(
  rows: readonly FocusRow[],
  subject: FocusSubject,
): { readonly failed: string[]; readonly passed: number } {
  if (typeof tool === "string") throw new Error(tool);
  const file = join(folder, `${subject}.csv`);
  writeFileSync(file, focusCsv(rows, focusColumnsOf("1.2", subject)));
  const args = [
    "-S",
    "-m",
    "focus_validator.main",
    "--data-file",
    file,
    "--validate-version",
    "1.2",
    "--block-download",
  ];
  const { stdout } = spawnSync(tool.python, [...args, "--applicability-criteria", applicable.join(",")], {
    cwd: tool.packages,
    env: { PATH: process.env["PATH"], HOME: folder, PYTHONPATH: tool.packages, PYTHONUTF8: "1" },
    encoding: "utf8",
  });
  const passed = Number(/Total: \d+ \| Pass: (\d+)/.exec(stdout)?.[1] ?? "0");
  return { failed: [...stdout.matchAll(/^\S+ (\S+): FAIL/gm)].map(([, rule = ""]) => rule), passed };
}

const price = (): FocusRow[] => {
  const invoices = [
    plainInvoice(),
    creditNote(plainInvoice()),
    plainInvoice({ number: null }),
    invoiceWith(
      [
        { kind: "flat", quantity: "1", unitPrice: "100" },
        { kind: "minimum", quantity: "1", unit: "one", unitPrice: "10" },
      ],
      [standardTax],
    ),
  ];
  return invoices.flatMap((invoice) =>
    withMargins(
      invoiceRows(invoice, { kinds: serviceKinds, listPrice: () => undefined, region: "eu-central-1" }),
      exampleCost,
      invoice.period,
    ),
  );
};

describe("rows of FOCUS 1.2", () => {
  // InvoiceId is NULL or it is not: the validator counts both alternatives of that rule, so that one always fails.
  testWithValidator("of what is billed pass", () => {
    const { failed, passed } = judge(price(), "price");
    expect(failed).toEqual(["InvoiceId-C-004-C"]);
    expect(passed).toBeGreaterThan(150);
  });

  testWithValidator("of what is paid pass", () => {
    const { rows } = costRows(exampleCost, {
      kinds: serviceKinds,
      provider: "Northwind",
      tenantName: "Acme",
      period: { from: "2026-11-01", to: "2026-12-01" },
    });
    const { failed, passed } = judge(rows, "cost");
    expect(failed).toEqual(["InvoiceId-C-005-C"]);
    expect(passed).toBeGreaterThan(150);
  });

  testWithValidator("fail where something is wrong with them", () => {
    const wrong = price().map((row) => ({ ...row, ChargeCategory: "Fee" }));
    expect(judge(wrong, "price").failed).toContain("ChargeCategory-C-003-M");
  });

  test("can be judged by somebody, or it is said why not", () => {
    expect(["", setUpLost]).not.toContain(typeof tool === "string" ? tool : tool.python);
  });
});
