/** `invoice`, `credit-note` and `usage check`, as a user types them. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { creditNoteDocument, invoicesDocument, ledgerDocument } from "../../../core/results/invoices.ts";
import { usageDocument } from "../../../core/results/usage.ts";
import { stateDirectoryOf } from "../../../fleet/stateDirectory.ts";
import { billingTexts, writeTexts } from "../../helpers/billingEstate.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";

let estate: TestEstate;
beforeEach(() => {
  estate = copyEstate("base");
  writeTexts(join(estate.directory, "estate"), billingTexts());
});
afterEach(() => {
  estate.remove();
});

const now = "2027-02-01T08:00:00.000Z";
const record = (id: string, quantity: number | string, values: object = {}): object => ({
  ...{ id, tenant: "acme", subscription: "web", meter: "storageGiB", quantity, unit: "GiB", source: id },
  ...{ from: "2026-11-01", to: "2026-11-02", ...values },
});
function usage(name: string, records: readonly object[]): void {
  const file = join(estate.directory, "usage", name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, records.map((one) => `${JSON.stringify(one)}\n`).join(""));
}
const run = (...args: string[]) => estate.command(args, now);
async function invoices(...args: string[]) {
  const { code, stdout, stderr } = await run("invoice", "--json", ...args);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  return invoicesDocument.parse(JSON.parse(stdout));
}
const november = ["--period", "2026-11", "--usage", "usage"];
const ledgerFile = (name: string): string => join(estate.directory, "estate", "billing", "invoices", name);

test("drafts invoices of usage, and issues them with numbers, once", async () => {
  usage("a.jsonl", [record("1", 30), record("1", 30), record("2", "-1"), record("3", 2, { tenant: "nobody" })]);
  const drafts = await invoices(...november);
  expect(drafts.invoices.map(({ tenant, number, net, gross }) => [tenant, number, net, gross])).toEqual([
    ["acme", null, "110.00", "130.90"],
    ["globex", null, "390.00", "464.10"],
  ]);
  expect(drafts.skipped).toEqual([
    { tenant: "initech", reason: "It has no billing record; make one: tenantry billing record.", number: null },
  ]);
  expect(drafts.totals).toEqual([{ currency: "EUR", invoices: 2, net: "500.00", tax: "95.00", gross: "595.00" }]);
  expect(drafts.usage).toMatchObject({ files: 1, records: 4, repeated: 1, quarantined: 2, counted: 1, billed: 0 });
  expect(drafts.invoices[0]?.notes.map(({ text }) => text)).toContain(
    "1 usage record, -1 together, not billed: of each, its quantity is below zero.",
  );

  const issued = await invoices(...november, "--issue", "--on", "2026-12-01");
  expect(issued.invoices.map(({ number, issued: on, due }) => [number, on, due])).toEqual([
    ["NW-000001", "2026-12-01", "2026-12-15"],
    ["NW-000002", "2026-12-01", "2026-12-15"],
  ]);
  const again = await invoices(...november, "--issue", "--on", "2026-12-01");
  expect(again.invoices).toEqual([]);
  expect(again.skipped.map(({ reason }) => reason).slice(0, 2)).toEqual([
    "NW-000001 bills it, issued on 2026-12-01.",
    "NW-000002 bills it, issued on 2026-12-01.",
  ]);
  expect(again.usage).toMatchObject({ billed: 1, counted: 0 });
});

test("bills what comes late on the next invoice, and once", async () => {
  usage("a.jsonl", [record("1", 30)]);
  await invoices(...november, "--issue", "--on", "2026-12-01");
  usage("b.jsonl", [record("2", 8), record("3", 11, { from: "2026-12-01", to: "2026-12-02" })]);
  const december = ["--period", "2026-12", "--usage", "usage", "--issue", "--on", "2027-01-01"];
  const [acme] = (await invoices(...december)).invoices;
  expect(acme?.metered).toEqual([
    { subscription: "web", meter: "storageGiB", period: "2026-12", quantity: "11", records: 1 },
    { subscription: "web", meter: "storageGiB", period: "2026-11", quantity: "8", records: 1 },
  ]);
  expect(acme?.net).toBe("104.50");
  const check = await run("usage", "check", "usage", "--json");
  expect(usageDocument.parse(JSON.parse(check.stdout))).toMatchObject({ billed: 3, counted: 0, sums: [] });
  expect(check.code).toBe(0);
});

test("takes an invoice back, once, and invoices its tenant and period anew", async () => {
  usage("a.jsonl", [record("1", 30)]);
  await invoices(...november, "--issue", "--on", "2026-12-01");
  const args = ["credit-note", "NW-000001", "--reason", "The discount was left out", "--on", "2026-12-02", "--json"];
  for (const { stdout, code } of [await run(...args), await run(...args)]) {
    expect(code).toBe(0);
    const { document } = creditNoteDocument.parse(JSON.parse(stdout));
    expect([document.number, document.corrects, document.net]).toEqual(["NW-000003", "NW-000001", "-110.00"]);
  }
  const anew = await invoices(...november, "--issue", "--on", "2026-12-03");
  expect(anew.invoices.map(({ number, net }) => [number, net])).toEqual([["NW-000004", "110.00"]]);
  const unknown = await run("credit-note", "NW-000007", "--reason", "x");
  expect([unknown.code, unknown.stderr]).toEqual([
    2,
    'No invoice NW-000007 has been issued. Did you mean "NW-000001"?\n',
  ]);
  const ofCredit = await run("credit-note", "NW-000003", "--reason", "x");
  expect([ofCredit.code, ofCredit.stderr]).toEqual([
    2,
    "NW-000003 is a credit note itself; invoices are taken back.\n",
  ]);
});

test("issues nothing after what was changed or taken away, and names it", async () => {
  usage("a.jsonl", [record("1", 30)]);
  await invoices(...november, "--issue", "--on", "2026-12-01");
  const before = readFileSync(ledgerFile("NW-000001.json"), "utf8");
  writeFileSync(ledgerFile("NW-000001.json"), before.replace('"net": "110.00"', '"net": "10.00"'));
  const december = ["invoice", "--period", "2026-12", "--issue"];
  const changed = await run(...december);
  expect(changed.code).toBe(2);
  expect(changed.stderr).toContain(
    "error TEN285: The issued document NW-000001 is not as it was when NW-000002 was issued.",
  );
  rmSync(ledgerFile("NW-000001.json"));
  rmSync(join(estate.directory, "estate", "billing", "invoices", "usage"), { recursive: true });
  const gone = await run("invoice", "verify", "--json");
  expect(gone.code).toBe(1);
  expect(ledgerDocument.parse(JSON.parse(gone.stdout)).problems.map(({ code }) => code)).toEqual(["TEN286"]);
  writeFileSync(ledgerFile("NW-000001.json"), before);
  const manifest = await run("invoice", "verify");
  expect(manifest.stdout).toContain("TEN287: Which usage NW-000001 has billed stood in");
  rmSync(ledgerFile("NW-000002.json"));
  expect((await run(...december)).stderr).toContain("TEN286: An issued document is missing: NW-000002, the last of 2.");
  expect(readdirSync(ledgerFile(".")).toSorted()).toEqual([".gitattributes", "NW-000001.json", "ledger.json"]);
});

test("does not issue what is not over, nor before what is issued", async () => {
  const early = await invoices("--period", "2026-11", "--issue", "--on", "2026-11-30");
  expect(early.invoices).toEqual([]);
  expect(early.skipped[0]).toEqual({
    ...{ tenant: "acme", reason: "Its period is not over before 2026-12-01.", number: null },
  });
  await invoices("acme", "--period", "2026-11", "--issue", "--on", "2026-12-05");
  const back = await run("invoice", "--period", "2026-11", "--issue", "--on", "2026-12-04");
  expect([back.code, back.stderr]).toEqual([
    2,
    "NW-000001 was issued on 2026-12-05: what follows is not issued before, on 2026-12-04. Give --on.\n",
  ]);
});

test("prints tables, and writes files by tenant or number", async () => {
  usage("a.jsonl", [record("1", 30), record("2", "Infinity")]);
  const { stdout, code } = await run("invoice", ...november, "--out", "out");
  expect(code).toBe(0);
  expect(stdout).toContain("acme    draft   2026-11-01 to 2026-12-01  2      110.00  20.90  130.90 EUR  2");
  expect(stdout).toContain("2 usage records in 1 file: 1 count, 1 do not count.");
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("2 drafts in EUR: 500.00 net, 95.00 tax, 595.00 together");
  const files = (name: string, kinds: readonly string[]): string[] => kinds.map((kind) => `${name}.${kind}`);
  const kinds = ["csv", "html", "json"];
  expect(readdirSync(join(estate.directory, "out")).toSorted()).toEqual([
    ...files("draft-acme-2026-11-01", kinds),
    ...files("draft-globex-2026-11-01", kinds),
  ]);
  await invoices(...november, "--issue", "--on", "2026-12-01");
  await invoices(...november, "--issue", "--on", "2026-12-01", "--out", "issued");
  expect(readdirSync(join(estate.directory, "issued")).toSorted()).toEqual([
    ...files("NW-000001", [...kinds, "xml"]),
    ...files("NW-000002", [...kinds, "xml"]),
  ]);
  const check = await run("usage", "check", "usage", "--quarantine", "aside.jsonl");
  expect(check.code).toBe(1);
  const [aside] = readFileSync(join(estate.directory, "aside.jsonl"), "utf8").trim().split("\n");
  expect(JSON.parse(aside ?? "")).toMatchObject({ reason: "not-a-number", file: "a.jsonl", line: 2 });
  const nowhere = await run("usage", "check", "nowhere");
  expect([nowhere.code, nowhere.stderr]).toEqual([2, "nowhere cannot be read: ENOENT.\n"]);
}, 60_000);

test("says where what does not count cannot be written, and leaves nothing of what it has read", async () => {
  usage("a.jsonl", [record("1", "-1")]);
  const place = join(stateDirectoryOf(join(estate.directory, "estate")), "usage");
  for (const verb of [
    ["invoice", ...november],
    ["usage", "check", "usage"],
  ]) {
    const { code, stderr } = await run(...verb, "--quarantine", "usage");
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("What does not count cannot be written to usage: EISDIR."),
    ]);
    expect(readdirSync(place)).toEqual([]);
  }
});
