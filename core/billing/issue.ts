import { plusDays } from "../calendarDays.ts";
import type { Invoice } from "../results/invoice.ts";
import type { IssuedDocument } from "../results/invoices.ts";
import type { LedgerEntry } from "./ledger.ts";
import { documentNumber, nextSequence, type Numbering } from "./numbering.ts";

/** What a draft becomes when it is issued. */
export interface IssueTerms {
  readonly numbering: Numbering;
  /** The day of issue. */
  readonly on: string;
  /** Days until an invoice is due. */
  readonly paymentDays: number;
}

/**
 * A draft as the document that comes after the last.
 *
 * @param last what the ledger ends with; undefined where it has nothing.
 * @param usage which records it bills.
 */
export function issuedFrom(
  draft: Invoice,
  last: Pick<LedgerEntry, "sequence" | "digest"> | undefined,
  usage: IssuedDocument["usage"],
  { numbering, on, paymentDays }: IssueTerms,
): IssuedDocument {
  const sequence = nextSequence(numbering, last?.sequence);
  const due = draft.kind === "invoice" ? plusDays(on, paymentDays) : null;
  return {
    sequence,
    previous: last?.digest ?? null,
    usage,
    document: { ...draft, number: documentNumber(numbering, sequence), issued: on, due },
  };
}

/** The text of an issued document's file. */
export function issuedText(document: IssuedDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
