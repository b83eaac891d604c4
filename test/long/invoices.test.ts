/** E-invoices are judged by Mustang, which has the rules of EN 16931 as its committee publishes them. */
import { afterAll, describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import type { Invoice } from "../../core/results/invoice.ts";
import { invoiceXml } from "../../reports/invoice/eInvoice.ts";
import {
  creditNote,
  hostileInvoice,
  hostileTexts,
  invoiceWith,
  plainInvoice,
  reverseCharge,
  standardTax,
} from "../helpers/invoices.ts";
import { mustangOfSetUp } from "../helpers/mustang.ts";
import { setUpLost } from "../helpers/setUpLost.ts";
import { testUnless } from "../helpers/skip.ts";

const tool = mustangOfSetUp();
const testWithMustang = testUnless(typeof tool === "string" ? tool : undefined);
const folder = mkdtempSync(join(tmpdir(), "tenantry-invoices-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const flat = { kind: "flat", quantity: "1", unitPrice: "100" } as const;
const reduced = { ...standardTax, id: "reduced", percent: "7" };
const untaxed = (category: "E" | "G" | "O" | "Z") => ({
  ...reverseCharge,
  id: "untaxed",
  category,
  reason: category === "Z" ? null : "Nothing is owed.",
});
const parts = [1, 2, 3, 4, 5].map(
  (part) => ({ kind: "meter", quantity: `${String(part)}.333`, unitPrice: "0.0377" }) as const,
);

const cases: Readonly<Record<string, Invoice>> = {
  plain: plainInvoice(),
  "several taxes": invoiceWith(
    [flat, { ...flat, tax: "reduced" }, { ...flat, tax: "reverse" }],
    [standardTax, reduced, reverseCharge],
  ),
  "reverse charge": invoiceWith([flat], [reverseCharge]),
  exempt: invoiceWith([flat], [untaxed("E")]),
  export: invoiceWith([flat], [untaxed("G")]),
  "out of scope": invoiceWith([flat], [untaxed("O")]),
  "zero rated": invoiceWith([flat], [untaxed("Z")]),
  "credit note": creditNote(plainInvoice()),
  "no address and no account": plainInvoice({
    payment: { iban: null, bic: null, terms: "14 days net." },
    buyer: { ...plainInvoice().buyer, email: null, vatId: null, reference: null, order: null },
  }),
  ...Object.fromEntries(hostileTexts.map((text, index) => [`hostile ${String(index)}`, hostileInvoice(text)])),
  ...Object.fromEntries(
    (["half-up", "half-even", "up", "down"] as const).flatMap((mode) =>
      (["line", "invoice"] as const).map((of) => [
        `${mode} of each ${of}`,
        invoiceWith(parts, [standardTax], { rounding: { mode, of } }),
      ]),
    ),
  ),
};

/** What Mustang says of documents, by their names: whether each is valid, and what is wrong with it. One start for all. */
function judge(documents: Readonly<Record<string, string>>): Record<string, string> {
  if (typeof tool === "string") throw new Error(tool);
  const files = Object.entries(documents).map(([name, xml]) => {
    const file = join(folder, `${name}.xml`);
    writeFileSync(file, xml);
    return file;
  });
  const { stdout } = spawnSync(tool.java, [...tool.args, ...files], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return Object.fromEntries(
    stdout
      .split(/^FILE /m)
      .slice(1)
      .map((report) => {
        const verdict = /<summary status="(\w+)"\/>\s*<\/validation>/.exec(report)?.[1] ?? "none";
        const errors = [...report.matchAll(/<(?:error|exception)[^>]*>([^<]*)/g)].map(([, message]) => message);
        return [basename(report.split("\n")[0] ?? "", ".xml"), [verdict, ...errors].join("\n")];
      }),
  );
}

describe("e-invoices", () => {
  testWithMustang("of every sort are valid, and one that does not add up is not", async () => {
    const documents: Record<string, string> = {};
    for (const [name, invoice] of Object.entries(cases)) documents[name] = await invoiceXml(invoice);
    const verdicts = judge({ ...documents, wrong: (documents["plain"] ?? "").replaceAll(">264.86<", ">264.87<") });
    const { wrong, ...right } = verdicts;
    expect(right).toEqual(Object.fromEntries(Object.keys(cases).map((name) => [name, "valid"])));
    expect(wrong).toMatch(/^invalid\n[^]*BR-CO-1[56]/);
  });

  test("can be judged by somebody, or it is said why not", () => {
    expect(["", setUpLost]).not.toContain(typeof tool === "string" ? tool : tool.java);
  });
});
