// Numbers without gaps, whatever interrupts, and whoever issues beside.
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import { linkSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { creditNoteOf } from "../../../../core/billing/creditNoteOf.ts";
import type { Ledger } from "../../../../core/billing/ledger.ts";
import { issueDocuments, type Draft, type LedgerDisk } from "../../../../fleet/billing/issueDocuments.ts";
import { openLedger } from "../../../../fleet/billing/ledgerFiles.ts";
import { exclusively } from "../../../../fleet/fileLock.ts";
import { drafts, LedgerDirectory, numbering, terms } from "../../../helpers/ledgers.ts";

let directory: LedgerDirectory;
beforeEach(() => {
  directory = new LedgerDirectory();
});
afterEach(() => {
  directory.remove();
});

async function sound(): Promise<Ledger> {
  const { ledger, problems } = await openLedger(directory.places, numbering);
  expect(problems).toEqual([]);
  return ledger;
}
const issue = async (all: readonly Draft[], disk?: LedgerDisk) =>
  issueDocuments(directory.places, await sound(), all, terms, disk === undefined ? {} : { disk });

test("each document has the next number, and the digest of the one before", async () => {
  await issue(drafts(2));
  await issue(drafts(1));
  expect(
    directory
      .documents()
      .map(({ sequence, previous, document }) => [sequence, previous, document.number, document.due]),
  ).toEqual([
    [7, null, "NW-000007", "2026-12-15"],
    [8, directory.digest("NW-000007.json"), "NW-000008", "2026-12-15"],
    [9, directory.digest("NW-000008.json"), "NW-000009", "2026-12-15"],
  ]);
  expect(JSON.parse(directory.text("ledger.json"))).toEqual({
    ...{ documents: 3, last: "NW-000009", digest: directory.digest("NW-000009.json") },
  });
});

test("a credit note is not due, and takes the invoice out of what counts", async () => {
  const [invoice] = await issue(drafts(1));
  if (invoice === undefined) throw new Error("nothing was issued");
  const [note] = await issue([{ invoice: creditNoteOf(invoice.document, "Billed twice."), usage: null }]);
  expect(note?.document).toMatchObject({ kind: "credit-note", number: "NW-000008", corrects: "NW-000007", due: null });
});

/** A disk that fails at one of its operations, before or after it is done. */
function failingDisk(at: number, isDone: boolean): LedgerDisk {
  let left = at;
  const fail = (operation: () => void): void => {
    left -= 1;
    if (left === 0 && !isDone) throw new Error("killed");
    operation();
    if (left === 0) throw new Error("killed");
  };
  return {
    stage: (path, text) =>
      Promise.resolve().then(() => {
        fail(() => {
          writeFileSync(path, text);
        });
      }),
    publish: (staged, path) => {
      fail(() => {
        linkSync(staged, path);
      });
      rmSync(staged);
    },
    replace: (path, text) =>
      Promise.resolve().then(() => {
        fail(() => {
          writeFileSync(path, text);
        });
      }),
  };
}

test("whatever interrupts it, and how often, the same invoices are there in the end, and no gap", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 140 }),
      fc.array(fc.record({ at: fc.integer({ min: 1, max: 320 }), isDone: fc.boolean() }), { maxLength: 4 }),
      async (count, interruptions) => {
        rmSync(directory.places.documents, { recursive: true, force: true });
        const all = drafts(count);
        const rest = async () => {
          const { entries } = await sound();
          return all.filter(({ invoice }) => !entries.some(({ tenant }) => tenant === invoice.tenant));
        };
        for (const { at, isDone } of interruptions) {
          const disk = failingDisk(at, isDone);
          await issue(await rest(), disk).catch((error: unknown) => {
            expect(error).toEqual(new Error("killed"));
          });
        }
        await issue(await rest(), failingDisk(Infinity, false));
        await sound();
        const documents = directory.documents();
        expect(documents.map(({ document }) => document.tenant)).toEqual(all.map(({ invoice }) => invoice.tenant));
        expect(documents.map(({ sequence }) => sequence)).toEqual(all.map((_, index) => index + 7));
        expect(readdirSync(directory.places.documents).filter((name) => name.startsWith(".staged"))).toEqual([]);
      },
    ),
    { numRuns: 8 },
  );
}, 120_000);

test("of two who issue at once the second waits, and goes on behind the first", async () => {
  const state = { stateDirectory: join(directory.path, "state"), folder: "billing", name: "ledger", seconds: 10 };
  const by = (tenant: string) =>
    exclusively({ ...state, what: "Invoices are being issued", now: "2026-12-01T00:00:00.000Z" }, () =>
      issue(drafts(70, { tenant })),
    );
  await Promise.all([by("one"), by("two")]);
  const tenants = directory.documents().map(({ document }) => document.tenant);
  expect(tenants).toHaveLength(140);
  expect([
    ["one", "two"],
    ["two", "one"],
  ]).toContainEqual([...new Set(tenants)]);
  await sound();
});
