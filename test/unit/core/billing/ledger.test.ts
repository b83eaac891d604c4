import { expect, test } from "@jest/globals";
import { createHash } from "node:crypto";

import { issuedFrom, issuedText } from "../../../../core/billing/issue.ts";
import {
  countingInvoices,
  entryOf,
  headOf,
  readLedger,
  type LedgerEntry,
  type LedgerFile,
} from "../../../../core/billing/ledger.ts";
import { creditNoteOf } from "../../../../core/billing/creditNoteOf.ts";
import type { IssuedDocument } from "../../../../core/results/invoices.ts";
import { drafts, numbering, terms } from "../../../helpers/ledgers.ts";

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A document with the file that it is read from. */
interface Issued extends LedgerFile {
  readonly entry: LedgerEntry;
  readonly issued: IssuedDocument;
}

function fileOf(issued: IssuedDocument): Issued {
  const { number } = issued.document;
  const entry = entryOf(issued, digestOf(issuedText(issued)));
  return { name: number, path: `invoices/${number}.json`, entry, issued };
}

/** Files of a sound ledger. */
function chain(count: number): Issued[] {
  const files: Issued[] = [];
  let last: { sequence: number; digest: string } | undefined;
  for (const { invoice } of drafts(count)) {
    const document = issuedFrom(invoice, last, null, terms);
    const file = fileOf(document);
    last = file.entry;
    files.push(file);
  }
  return files;
}

const files = chain(4);
const [first, second, third, fourth] = files as [Issued, Issued, Issued, Issued];
const head = headOf(4, fourth.entry);
const problemsOf = (given: readonly LedgerFile[], left = head): string[] =>
  readLedger(given, left, "invoices/ledger.json", numbering).problems.map(
    ({ code, message, where }) => `${code} ${where?.path ?? ""}: ${message}`,
  );

test("a sound ledger has no problems, in whatever order its files come, and also where its head lags behind", () => {
  expect(problemsOf(files.toReversed())).toEqual([]);
  expect(problemsOf(files, headOf(2, second.entry))).toEqual([]);
  expect(problemsOf([], headOf(0, undefined))).toEqual([]);
});

test("every change of a document is found, also of the last", () => {
  const otherwise = (file: Issued): LedgerFile => ({ ...file, entry: { ...file.entry, digest: digestOf("other") } });
  expect(problemsOf([first, otherwise(second), third, fourth])).toEqual([
    "TEN285 invoices/NW-000008.json: The issued document NW-000008 is not as it was when NW-000009 was issued.",
  ]);
  expect(problemsOf([first, second, third, otherwise(fourth)])).toEqual([
    "TEN285 invoices/NW-000010.json: The issued document NW-000010 is not as it was when it was issued.",
  ]);
  expect(problemsOf([first, { ...second, entry: undefined }, third, fourth])).toEqual([
    "TEN285 invoices/NW-000008.json: The issued document NW-000008 is no issued document.",
  ]);
  expect(
    problemsOf([first, second, third, fourth, { ...second, name: "NW-000011", path: "invoices/NW-000011.json" }]),
  ).toEqual(["TEN285 invoices/NW-000011.json: The issued document NW-000011 has the number NW-000008."]);
});

test("every document that is missing is found, each stretch of them at once", () => {
  const missing = (what: string): string => `TEN286 invoices/ledger.json: An issued document is missing: ${what}.`;
  expect(problemsOf([first, fourth])).toEqual([missing("NW-000008 to NW-000009")]);
  expect(problemsOf([first, third, fourth])).toEqual([missing("NW-000008")]);
  expect(problemsOf([second, third, fourth])).toEqual([missing("what came before NW-000008")]);
  expect(problemsOf([first, second, third])).toEqual([missing("NW-000010, the last of 4")]);
  expect(problemsOf([])).toEqual([missing("NW-000010, the last of 4")]);
});

test("a document whose place is far behind all others makes one problem, however many are between", () => {
  const far = 9_000_000_000_000_000;
  const last = fileOf({ ...fourth.issued, sequence: far, document: { ...fourth.issued.document, number: "NW-X1" } });
  const missing = "An issued document is missing: NW-000010 to NW-8999999999999999.";
  expect(problemsOf([first, second, third, last], headOf(4, last.entry))).toEqual([
    `TEN286 invoices/ledger.json: ${missing}`,
  ]);
});

test("two documents in one place are found", () => {
  const twin = second.issued;
  const copy = fileOf({ ...twin, document: { ...twin.document, number: "XX-000008" } });
  expect(problemsOf([first, second, copy, third, fourth])).toEqual([
    "TEN285 invoices/XX-000008.json: The issued document XX-000008 has the same place as NW-000008.",
    "TEN285 invoices/XX-000008.json: The issued document XX-000008 is not as it was when NW-000009 was issued.",
  ]);
});

test("an invoice counts until a credit note takes it back", () => {
  const { ledger } = readLedger(files, head, "", numbering);
  expect([...countingInvoices(ledger).keys()]).toEqual(["tenant-0", "tenant-1", "tenant-2", "tenant-3"]);
  const note = creditNoteOf(second.issued.document, "Wrong.");
  const credited = [...files, fileOf(issuedFrom(note, fourth.entry, null, terms))];
  const after = countingInvoices(readLedger(credited, head, "", numbering).ledger);
  expect([...after.keys()]).toEqual(["tenant-0", "tenant-2", "tenant-3"]);
});
