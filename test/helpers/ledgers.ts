/** Ledgers for tests: on a disk, with drafts of as little as it takes. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Invoice } from "../../core/results/invoice.ts";
import { issuedDocument, type IssuedDocument } from "../../core/results/invoices.ts";
import type { Draft } from "../../fleet/billing/issueDocuments.ts";
import { ledgerPlaces, type LedgerPlaces } from "../../fleet/billing/ledgerFiles.ts";
import { plainInvoice } from "./invoices.ts";

export const numbering = { prefix: "NW-", digits: 6, next: 7 };

export const terms = { numbering, on: "2026-12-01", paymentDays: 14 };

/** Drafts of one tenant each, for November 2026. */
export function drafts(count: number, values: Partial<Invoice> = {}): Draft[] {
  return Array.from({ length: count }, (_, index) => ({
    invoice: {
      ...plainInvoice(),
      ...{ number: null, issued: null, due: null, tenant: `tenant-${String(index)}`, ...values },
    },
    usage: null,
  }));
}

/** A ledger in a directory of its own. */
export class LedgerDirectory {
  readonly path = mkdtempSync(join(tmpdir(), "tenantry-ledger-"));
  readonly places: LedgerPlaces = ledgerPlaces(this.path);

  /** What is there under a number, in the order of their places. */
  documents(): IssuedDocument[] {
    const names = readdirSync(this.places.documents).filter((name) => /^NW-\d+\.json$/.test(name));
    return names
      .map((name) => issuedDocument.parse(JSON.parse(this.text(name))))
      .toSorted((a, b) => a.sequence - b.sequence);
  }

  text(name: string): string {
    return readFileSync(join(this.places.documents, name), "utf8");
  }

  digest(name: string): string {
    return createHash("sha256").update(this.text(name)).digest("hex");
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
