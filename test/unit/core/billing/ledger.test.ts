import { expect, test } from "@jest/globals";
import { createHash } from "node:crypto";

import { issuedFrom, issuedText } from "../../../../core/billing/issue.ts";
import { countingInvoices, headOf, readLedger, type LedgerFile } from "../../../../core/billing/ledger.ts";
import { creditNoteOf } from "../../../../core/billing/creditNoteOf.ts";
import type { IssuedDocument } from "../../../../core/results/invoices.ts";
import { drafts, numbering, terms } from "../../../helpers/ledgers.ts";

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

function fileOf(document: IssuedDocument): LedgerFile {
  const { number } = document.document;
  return { name: number, path: `invoices/${number}.json`, digest: digestOf(issuedText(document)), document };
}

/** Files of a sound ledger. */
function chain(count: number): LedgerFile[] {
  const files: LedgerFile[] = [];
  let last: { sequence: number; digest: string } | undefined;
  for (const { invoice } of drafts(count)) {
    const document = issuedFrom(invoice, last, null, terms);
    const file = fileOf(document);
    last = { sequence: document.sequence, digest: file.digest };
    files.push(file);
  }
  return files;
}

function issuedIn({ document }: LedgerFile): IssuedDocument {
  if (document === undefined) throw new Error("it is no issued document");
  return document;
}

const files = chain(4);
const [first, second, third, fourth] = files as [LedgerFile, LedgerFile, LedgerFile, LedgerFile];
const head = headOf(4, { number: fourth.name, digest: fourth.digest });
const problemsOf = (given: readonly LedgerFile[], left = head): string[] =>
  readLedger(given, left, "invoices/ledger.json", numbering).problems.map(
    ({ code, message, where }) => `${code} ${where?.path ?? ""}: ${message}`,
  );

test("a sound ledger has no problems, in whatever order its files come, and also where its head lags behind", () => {
  expect(problemsOf(files.toReversed())).toEqual([]);
  expect(problemsOf(files, headOf(2, { number: second.name, digest: second.digest }))).toEqual([]);
  expect(problemsOf([], headOf(0, undefined))).toEqual([]);
});

test("every change of a document is found, also of the last", () => {
  const otherwise = (file: LedgerFile): LedgerFile => ({ ...file, digest: digestOf("other") });
  expect(problemsOf([first, otherwise(second), third, fourth])).toEqual([
    "TEN285 invoices/NW-000008.json: The issued document NW-000008 is not as it was when NW-000009 was issued.",
  ]);
  expect(problemsOf([first, second, third, otherwise(fourth)])).toEqual([
    "TEN285 invoices/NW-000010.json: The issued document NW-000010 is not as it was when it was issued.",
  ]);
  expect(problemsOf([first, { ...second, document: undefined }, third, fourth])).toEqual([
    "TEN285 invoices/NW-000008.json: The issued document NW-000008 is no issued document.",
  ]);
  expect(
    problemsOf([first, second, third, fourth, { ...second, name: "NW-000011", path: "invoices/NW-000011.json" }]),
  ).toEqual(["TEN285 invoices/NW-000011.json: The issued document NW-000011 has the number NW-000008."]);
});

test("every document that is missing is found and named", () => {
  const missing = (what: string): string => `TEN286 invoices/ledger.json: An issued document is missing: ${what}.`;
  expect(problemsOf([first, fourth])).toEqual([missing("NW-000008"), missing("NW-000009")]);
  expect(problemsOf([second, third, fourth])).toEqual([missing("what came before NW-000008")]);
  expect(problemsOf([first, second, third])).toEqual([missing("NW-000010, the last of 4")]);
  expect(problemsOf([])).toEqual([missing("NW-000010, the last of 4")]);
});

test("two documents in one place are found", () => {
  const twin = issuedIn(second);
  const copy = fileOf({ ...twin, document: { ...twin.document, number: "XX-000008" } });
  expect(problemsOf([first, second, copy, third, fourth])).toEqual([
    "TEN285 invoices/XX-000008.json: The issued document XX-000008 has the same place as NW-000008.",
    "TEN285 invoices/XX-000008.json: The issued document XX-000008 is not as it was when NW-000009 was issued.",
  ]);
});

test("an invoice counts until a credit note takes it back", () => {
  const { ledger } = readLedger(files, head, "", numbering);
  expect([...countingInvoices(ledger).keys()]).toEqual(["tenant-0", "tenant-1", "tenant-2", "tenant-3"]);
  const note = creditNoteOf(issuedIn(second).document, "Wrong.");
  const credited = [...files, fileOf(issuedFrom(note, { sequence: 10, digest: fourth.digest }, null, terms))];
  const after = countingInvoices(readLedger(credited, head, "", numbering).ledger);
  expect([...after.keys()]).toEqual(["tenant-0", "tenant-2", "tenant-3"]);
});
