import type { Explanation } from "./explanation.ts";

/** TEN285 to TEN287: what was issued, and does not change. */
export const invoices = {
  TEN285: {
    cause:
      "Every document in `billing/invoices/` has the digest of the one before it, and `ledger.json` that of the last. One of them is not the file that was issued, so nothing is issued after it.",
    remedy:
      "Restore the file from the commit in which it was issued. An invoice that is wrong is taken back: `tenantry credit-note <number> --reason <text>`.",
  },
  TEN286: {
    cause: "A document is not there that others in `billing/invoices/` come after, or that `ledger.json` knows of.",
    remedy: "Restore the file from the commit in which it was issued. Numbers of invoices have no gaps.",
  },
  TEN287: {
    cause:
      "The file in `billing/invoices/usage/` that says which usage records an invoice has billed is missing, or is not as it was. Without it, records that come again would be billed again.",
    remedy: "Restore the file from the commit in which the invoice was issued.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
