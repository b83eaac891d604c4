import { decimal, decimalText, sum } from "../money/amount.ts";
import { decimalsOf } from "../money/rounding.ts";
import type { Invoice } from "../results/invoice.ts";
import type { InvoicesDocument } from "../results/invoices.ts";

/** Invoices together, by currency. */
export function totalsOf(invoices: readonly Invoice[]): InvoicesDocument["totals"] {
  return [...Map.groupBy(invoices, ({ currency }) => currency)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, all]) => {
      const together = (of: "net" | "tax" | "gross"): string =>
        decimalText(sum(all.map((one) => decimal(one[of]))), decimalsOf(currency));
      return { currency, invoices: all.length, net: together("net"), tax: together("tax"), gross: together("gross") };
    });
}
