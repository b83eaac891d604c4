import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

import {
  countingInvoices,
  entryOf,
  headOf,
  readLedger,
  type Ledger,
  type LedgerFile,
} from "../../core/billing/ledger.ts";
import type { Numbering } from "../../core/billing/numbering.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { parseJson } from "../../core/documents/parseJson.ts";
import { ledgerDirectory } from "../../core/estate/places.ts";
import { issuedDocument, ledgerHead, type IssuedDocument, type LedgerHead } from "../../core/results/invoices.ts";
import { isAbsent, namesIn, readIfThere } from "../ifThere.ts";
import type { BilledManifest } from "./usageManifests.ts";

/** Where an estate keeps what it has issued. */
export interface LedgerPlaces {
  /** The documents, each in a file that is named after its number. */
  readonly documents: string;
  /** How the ledger was left. */
  readonly head: string;
  /** Which usage records were billed. */
  readonly manifests: string;
}

/** The places of an estate's ledger. */
export function ledgerPlaces(estateDirectory: string): LedgerPlaces {
  const documents = join(estateDirectory, ledgerDirectory);
  return { documents, head: join(documents, headName), manifests: join(documents, "usage") };
}

/** No document has this name: numbers end with a digit. */
const headName = "ledger.json";

/** Reads all that was issued, and says what has been done to it since. */
export async function openLedger(
  places: LedgerPlaces,
  numbering: Numbering,
): Promise<{ readonly ledger: Ledger; readonly problems: readonly Diagnostic[] }> {
  const names = namesIn(places.documents)
    .filter((name) => name.endsWith(".json") && !name.startsWith(".") && name !== headName)
    .toSorted();
  const files: LedgerFile[] = [];
  for (const name of names) files.push(await readDocument(join(places.documents, name), name));
  const written = await readIfThere(places.head);
  const head = written === undefined ? headOf(0, undefined) : ledgerHead.safeParse(parseJson(written)).data;
  if (head === undefined) return { ledger: { entries: [], last: undefined }, problems: [unreadableHead(places.head)] };
  const { ledger, problems } = readLedger(files, head, places.head, numbering);
  return { ledger, problems: [...problems, ...(await changedManifests(places, ledger))] };
}

/** Of all that is issued no more than the entries is kept: the lines of years of invoices do not fit into memory. */
async function readDocument(path: string, name: string): Promise<LedgerFile> {
  const bytes = await readFile(path);
  const document = issuedDocument.safeParse(parseJson(bytes.toString("utf8"))).data;
  const digest = createHash("sha256").update(bytes).digest("hex");
  return { name: name.replace(/\.json$/, ""), path, entry: document && entryOf(document, digest) };
}

/** An issued document, whole, of a ledger that is as it was issued. */
export function readIssued({ documents }: LedgerPlaces, number: string): IssuedDocument {
  return issuedDocument.parse(parseJson(readFileSync(join(documents, `${number}.json`), "utf8")));
}

/** How the ledger was left, as the file has it. */
export function headText(head: LedgerHead): string {
  return `${JSON.stringify(head, null, 2)}\n`;
}

/** What invoices that count have billed, by the files that say so. */
export function billedManifests(places: LedgerPlaces, ledger: Ledger): BilledManifest[] {
  const counting = [...countingInvoices(ledger).values()].flat();
  const byFile = Map.groupBy(
    counting.flatMap(({ usage, tenant }) => (usage === null ? [] : [{ file: usage.file, tenant }])),
    ({ file }) => file,
  );
  return [...byFile].map(([file, invoices]) => ({
    path: join(places.manifests, file),
    tenants: new Set(invoices.map(({ tenant }) => tenant)),
  }));
}

/** Manifests that are not as they were when an invoice named them. */
async function changedManifests(places: LedgerPlaces, ledger: Ledger): Promise<Diagnostic[]> {
  const named = new Map(
    ledger.entries.flatMap(({ usage, number }) => (usage === null ? [] : [[usage.file, { usage, number }]])),
  );
  const problems: Diagnostic[] = [];
  for (const [file, { usage, number }] of named) {
    const path = join(places.manifests, file);
    const digest = await digestIfThere(path);
    if (digest === usage.digest) continue;
    problems.push({
      code: "TEN287",
      severity: "error",
      message: `Which usage ${number} has billed stood in ${file}, which is ${digest === undefined ? "missing" : "not as it was"}.`,
      fix: "Restore the file as it was committed: without it usage would be billed twice.",
      where: { path },
    });
  }
  return problems;
}

async function digestIfThere(path: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
    return hash.digest("hex");
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function unreadableHead(path: string): Diagnostic {
  return {
    code: "TEN285",
    severity: "error",
    message: "How the ledger of issued documents was left cannot be read.",
    fix: "Restore the file as it was committed.",
    where: { path },
  };
}
