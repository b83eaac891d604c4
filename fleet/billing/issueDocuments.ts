import { createHash, randomUUID } from "node:crypto";
import { linkSync, mkdirSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";

import { issuedFrom, issuedText, type IssueTerms } from "../../core/billing/issue.ts";
import { headOf, type Ledger } from "../../core/billing/ledger.ts";
import type { Invoice } from "../../core/results/invoice.ts";
import type { IssuedDocument } from "../../core/results/invoices.ts";
import { createFile, replaceFile } from "../files.ts";
import { namesIn } from "../ifThere.ts";
import { headText, type LedgerPlaces } from "./ledgerFiles.ts";

/** A draft, and which usage records it bills. */
export interface Draft {
  readonly invoice: Invoice;
  readonly usage: IssuedDocument["usage"];
}

/** What issuing does to a disk; tests let any of it fail. */
export interface LedgerDisk {
  /** Puts a whole text under a name of its own, and on the disk. */
  readonly stage: (path: string, text: string) => Promise<void>;
  /** Gives what is staged its name, in one step; fails where there is one with it. */
  readonly publish: (staged: string, path: string) => void;
  /** Replaces a file in one step. */
  readonly replace: (path: string, text: string) => Promise<void>;
}

const realDisk: LedgerDisk = {
  stage: async (path, text) => {
    const handle = await open(path, "wx");
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  publish: (staged, path) => {
    linkSync(staged, path);
    rmSync(staged);
  },
  replace: replaceFile,
};

/** How documents are issued. */
export interface IssueOptions {
  /** Is told how many are there. */
  readonly issued?: (done: number) => void;
  readonly disk?: LedgerDisk;
}

/** How many documents are put on the disk side by side: waiting for it takes longer than all else, and together no longer than once. */
const atOnce = 64;

/**
 * Issues documents one after the other, in their order. Each appears whole and after the one before it, whenever this is killed: what is
 * there then is a ledger without gaps, and the next run goes on behind it. Only to be called by who holds the ledger's lock.
 */
export async function issueDocuments(
  places: LedgerPlaces,
  ledger: Ledger,
  drafts: readonly Draft[],
  terms: IssueTerms,
  options: IssueOptions = {},
): Promise<IssuedDocument[]> {
  const { issued, disk = realDisk } = options;
  mkdirSync(places.documents, { recursive: true });
  // Digests are of bytes: no checkout may write other line ends.
  createFile(join(places.documents, ".gitattributes"), "* -text\n");
  clearStaged(places);
  const documents: IssuedDocument[] = [];
  let last: { sequence: number; digest: string; number: string } | undefined = ledger.last;
  let count = ledger.entries.length;
  for (let start = 0; start < drafts.length; start += atOnce) {
    const batch = drafts.slice(start, start + atOnce).map(({ invoice, usage }) => {
      const document = issuedFrom(invoice, last, usage, terms);
      const text = issuedText(document);
      const { number } = document.document;
      last = { sequence: document.sequence, number, digest: createHash("sha256").update(text).digest("hex") };
      return {
        document,
        number,
        text,
        digest: last.digest,
        staged: join(places.documents, `${stagedPrefix}${randomUUID()}`),
      };
    });
    await Promise.all(batch.map(({ staged, text }) => disk.stage(staged, text)));
    for (const { document, number, staged } of batch) {
      disk.publish(staged, join(places.documents, `${number}.json`));
      documents.push(document);
    }
    count += batch.length;
    await disk.replace(places.head, headText(headOf(count, last)));
    issued?.(documents.length);
  }
  return documents;
}

const stagedPrefix = ".staged-";

/** What a run that was killed had put there without a name. */
function clearStaged({ documents }: LedgerPlaces): void {
  for (const name of namesIn(documents))
    if (name.startsWith(stagedPrefix)) rmSync(join(documents, name), { force: true });
}
