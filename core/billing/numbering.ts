import type { BillingManifest } from "../schema/billing.ts";

/** How numbers of invoices and credit notes are made. */
export type Numbering = BillingManifest["spec"]["numbering"];

/**
 * The number of a document by its place in the ledger, such as `NW-000042` for 42. One that has more digits than are configured keeps them
 * all.
 */
export function documentNumber({ prefix, digits }: Pick<Numbering, "prefix" | "digits">, sequence: number): string {
  return `${prefix}${String(sequence).padStart(digits, "0")}`;
}

/**
 * The place of the next document: after the last one's, and where there is none the configured one. What is configured later changes
 * nothing, so that no gap can be made.
 */
export function nextSequence({ next }: Pick<Numbering, "next">, last: number | undefined): number {
  return last === undefined ? next : last + 1;
}
