import { z } from "zod";

import { diagnosticDocument } from "./documents.ts";
import { invoice } from "./invoice.ts";
import { sha256 } from "./sha256.ts";
import { usageCounts, missingUsage } from "./usage.ts";

/** An invoice or a credit note as it is kept: a file of the ledger, which never changes. */
export const issuedDocument = z.strictObject({
  sequence: z.int().min(1).describe("Its place: one more than that of the document before."),
  previous: sha256.nullable().describe("SHA-256 of the bytes of the document before; null for the first."),
  usage: z
    .strictObject({ file: z.string().describe("Its name in billing/invoices/usage."), digest: sha256 })
    .nullable()
    .describe("Which usage records it bills; null where it bills none."),
  document: invoice.extend({ number: z.string(), issued: z.string() }),
});

/** An invoice or a credit note as it is kept. */
export type IssuedDocument = z.infer<typeof issuedDocument>;

/** How the ledger was left. */
export const ledgerHead = z.strictObject({
  documents: z.int().nonnegative().describe("How many there were."),
  last: z.string().nullable().describe("The number of the last."),
  digest: sha256.nullable().describe("SHA-256 of its bytes."),
});

/** How the ledger was left. */
export type LedgerHead = z.infer<typeof ledgerHead>;

const skipped = z.strictObject({
  tenant: z.string(),
  reason: z.string().describe("Why it gets none, a sentence."),
  number: z.string().nullable().describe("The invoice that it has already; null where that is not the reason."),
});

/** A tenant that gets no invoice. */
export type SkippedTenant = z.infer<typeof skipped>;

/** The `--json` document of `invoice`. */
export const invoicesDocument = z.strictObject({
  verb: z.literal("invoice"),
  period: z
    .string()
    .describe("The month that was asked for; who is billed by quarters or years gets the one it lies in."),
  issued: z.boolean().describe("Whether they are issued; drafts otherwise."),
  invoices: z.array(invoice).describe("By tenant."),
  skipped: z.array(skipped).describe("Tenants that get none, by id."),
  usage: z
    .strictObject({
      ...usageCounts.shape,
      missing: z.array(missingUsage),
      quarantine: z.string().nullable().describe("The file with the records that do not count; null where all do."),
    })
    .nullable()
    .describe("Null where no usage was given."),
  totals: z
    .array(
      z.strictObject({ currency: z.string(), invoices: z.int(), net: z.string(), tax: z.string(), gross: z.string() }),
    )
    .describe("All together, by currency."),
});

/** The `--json` document of `invoice`. */
export type InvoicesDocument = z.infer<typeof invoicesDocument>;

/** The `--json` document of `credit-note`. */
export const creditNoteDocument = z.strictObject({
  verb: z.literal("credit-note"),
  document: invoice,
});

/** The `--json` document of `invoice verify`. */
export const ledgerDocument = z.strictObject({
  verb: z.literal("invoice verify"),
  documents: z.int().nonnegative(),
  last: z.string().nullable().describe("The number of the last."),
  digest: sha256.nullable().describe("SHA-256 of its bytes, by which all that there is can be told from another."),
  problems: z.array(diagnosticDocument),
});

/** The `--json` document of `invoice verify`. */
export type LedgerDocument = z.infer<typeof ledgerDocument>;

/** The `--json` document of `credit-note`. */
export type CreditNoteDocument = z.infer<typeof creditNoteDocument>;
