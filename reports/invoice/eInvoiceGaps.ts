import { decimalsOf } from "../../core/money/rounding.ts";
import type { Invoice } from "../../core/results/invoice.ts";
import { isAllowance } from "./eInvoiceLines.ts";

/**
 * What keeps an invoice from being an e-invoice, a sentence each; nothing where it can be one. The rules are those of EN 16931-1, by
 * their numbers.
 */
export function eInvoiceGaps(invoice: Invoice): string[] {
  const { seller, buyer, taxes, lines, currency } = invoice;
  const categories = new Set(taxes.map(({ category }) => category));
  const outside = categories.has("O");
  const gaps: readonly (readonly [boolean, string])[] = [
    [invoice.number === null || invoice.issued === null, "It is a draft: it has no number yet (BR-02, BR-03)."],
    [lines.every((line) => isAllowance(line)), "It has no line (BR-16)."],
    [!isCurrency(currency), `"${currency}" is no currency of ISO 4217 (BR-CL-03).`],
    [
      isCurrency(currency) && decimalsOf(currency) > 2,
      `Amounts in ${currency} have more than two decimals (BR-DEC-09).`,
    ],
    ...[seller, buyer].map(
      ({ country }) => [!isCountry(country), `"${country}" is no country of ISO 3166-1 (BR-CL-14).`] as const,
    ),
    ...[seller, buyer].map(
      ({ vatId }) =>
        [
          vatId !== null && !/^[A-Z]{2}[0-9A-Z+*]/.test(vatId),
          `The VAT id "${vatId ?? ""}" does not begin with its country (BR-CO-09).`,
        ] as const,
    ),
    [!outside && seller.vatId === null, "The seller has no VAT id (BR-S-02)."],
    [outside && seller.vatId === null && seller.registration === null, "The seller has no id (BR-CO-26)."],
    [
      categories.has("AE") && buyer.vatId === null,
      "The buyer has no VAT id, which it needs to owe the tax itself (BR-AE-02).",
    ],
    [outside && categories.size > 1, "What is outside the scope of VAT may not stand beside what is not (BR-O-11)."],
    ...taxes.map(
      ({ name, category, reason }) =>
        [
          ["E", "AE", "G", "O"].includes(category) && (reason ?? "").trim() === "",
          `The tax "${name}" does not say why nothing is charged (BR-${category}-10).`,
        ] as const,
    ),
    [
      invoice.due === null && invoice.payment.terms.trim() === "",
      "It says neither when nor how it is to be paid (BR-CO-25).",
    ],
  ];
  return gaps.flatMap(([missing, gap]) => (missing ? [gap] : []));
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf("currency").includes(code);
}

function isCountry(code: string): boolean {
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  return /^[A-Z]{2}$/.test(code) && code !== "ZZ" && names.of(code) !== undefined;
}
