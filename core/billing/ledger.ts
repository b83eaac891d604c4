import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { IssuedDocument, LedgerHead } from "../results/invoices.ts";
import type { MeteredUsage } from "../results/invoice.ts";
import { documentNumber, type Numbering } from "./numbering.ts";

/** What is known of one issued document without its lines. */
export interface LedgerEntry {
  readonly number: string;
  readonly sequence: number;
  /** SHA-256 of the file's bytes. */
  readonly digest: string;
  readonly previous: string | null;
  readonly kind: "invoice" | "credit-note";
  readonly tenant: string;
  readonly from: string;
  /** The day after the last. */
  readonly to: string;
  /** The day of issue. */
  readonly issued: string;
  /** The number of the invoice that a credit note takes back. */
  readonly corrects: string | null;
  readonly usage: IssuedDocument["usage"];
  readonly metered: readonly MeteredUsage[];
}

/** A file of the ledger, as far as it could be read. */
export interface LedgerFile {
  /** Its name, without its ending. */
  readonly name: string;
  /** As users know it. */
  readonly path: string;
  /** Undefined for what is no issued document. */
  readonly entry: LedgerEntry | undefined;
}

/** All that was ever issued. */
export interface Ledger {
  /** In the order in which they were issued. */
  readonly entries: readonly LedgerEntry[];
  readonly last: LedgerEntry | undefined;
}

/**
 * The ledger that files are, and what has been done to it since: documents that were changed (TEN285), or are missing (TEN286). Each has the
 * digest of the one before, and the head that of the last; a run that was killed may have left documents after the head.
 *
 * @param headPath where the head stands, as users know it.
 */
export function readLedger(
  files: readonly LedgerFile[],
  head: LedgerHead,
  headPath: string,
  numbering: Numbering,
): { readonly ledger: Ledger; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const entries: LedgerEntry[] = [];
  for (const file of files) {
    if (file.entry === undefined) problems.push(changed(file, "is no issued document"));
    else if (file.entry.number !== file.name) problems.push(changed(file, `has the number ${file.entry.number}`));
    else entries.push(file.entry);
  }
  entries.sort((a, b) => a.sequence - b.sequence);
  const paths = new Map(files.map(({ name, path }) => [name, path]));
  const at = (entry: LedgerEntry): { name: string; path: string } => ({
    name: entry.number,
    path: paths.get(entry.number) ?? entry.number,
  });
  // What could not be read is missing from the chain, and told already.
  const unread = files.length - entries.length;
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1];
    if (before === undefined) {
      if (entry.previous !== null && unread === 0) problems.push(missing(`what came before ${entry.number}`, headPath));
    } else if (entry.sequence === before.sequence) {
      problems.push(changed(at(entry), `has the same place as ${before.number}`));
    } else if (entry.sequence > before.sequence + 1) {
      if (unread === 0) problems.push(missing(between(before.sequence, entry.sequence, numbering), headPath));
    } else if (entry.previous !== before.digest) {
      problems.push(changed(at(before), `is not as it was when ${entry.number} was issued`));
    }
  }
  if (unread === 0) problems.push(...besideHead(entries, head, headPath, at));
  return { ledger: { entries, last: entries.at(-1) }, problems };
}

function besideHead(
  entries: readonly LedgerEntry[],
  { documents, last, digest }: LedgerHead,
  headPath: string,
  at: (entry: LedgerEntry) => { name: string; path: string },
): Diagnostic[] {
  if (documents === 0) return [];
  const entry = entries.find(({ number }) => number === last);
  if (entry === undefined) return [missing(`${last ?? "the last"}, the last of ${String(documents)}`, headPath)];
  return entry.digest === digest ? [] : [changed(at(entry), "is not as it was when it was issued")];
}

function changed({ name, path }: Pick<LedgerFile, "name" | "path">, how: string): Diagnostic {
  return {
    code: "TEN285",
    severity: "error",
    message: `The issued document ${name} ${how}.`,
    fix: "Restore the file as it was committed; take an invoice back with: tenantry credit-note.",
    where: { path },
  };
}

/** The numbers that two documents leave out between them. */
function between(before: number, after: number, numbering: Numbering): string {
  const [first, last] = [before + 1, after - 1].map((sequence) => documentNumber(numbering, sequence));
  return before + 2 === after ? (first ?? "") : `${first ?? ""} to ${last ?? ""}`;
}

function missing(what: string, path: string): Diagnostic {
  return {
    code: "TEN286",
    severity: "error",
    message: `An issued document is missing: ${what}.`,
    fix: "Restore the file as it was committed: numbers of invoices have no gaps.",
    where: { path },
  };
}

/** What is kept in mind of an issued document. */
export function entryOf({ sequence, previous, usage, document }: IssuedDocument, digest: string): LedgerEntry {
  const { number, kind, tenant, period, issued, corrects, metered } = document;
  return { number, sequence, digest, previous, kind, tenant, ...period, issued, corrects, usage, metered };
}

/** The invoices that count, by tenant: those that no credit note takes back, in the order in which they were issued. */
export function countingInvoices({ entries }: Ledger): ReadonlyMap<string, readonly LedgerEntry[]> {
  const takenBack = new Set(entries.map(({ corrects }) => corrects));
  return Map.groupBy(
    entries.filter(({ kind, number }) => kind === "invoice" && !takenBack.has(number)),
    ({ tenant }) => tenant,
  );
}

/** How the ledger stands after its last document. */
export function headOf(documents: number, last: Pick<LedgerEntry, "number" | "digest"> | undefined): LedgerHead {
  return { documents, last: last?.number ?? null, digest: last?.digest ?? null };
}
