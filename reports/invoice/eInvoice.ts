import type { Invoice as UblInvoice } from "@e-invoice-eu/core";

import { decimal, sum, type Decimal } from "../../core/money/amount.ts";
import type { Invoice, InvoiceLine, InvoiceTax } from "../../core/results/invoice.ts";
import { eInvoiceGaps } from "./eInvoiceGaps.ts";
import {
  allowanceElement,
  amountElement,
  type Elements,
  isAllowance,
  lineElement,
  type Money,
  period,
  shownAmount,
  taxCategory,
} from "./eInvoiceLines.ts";
import { filled, partyElements } from "./eInvoiceParties.ts";
import { xmlText } from "./xmlText.ts";

/**
 * An invoice or a credit note as an e-invoice: EN 16931-1 in the syntax of UBL 2.1, an `Invoice` or a `CreditNote`. Amounts are the
 * invoice's; discounts and credits are allowances on the level of the document. Nothing is fetched, no file is written and no program
 * is started.
 *
 * @throws RangeError for an invoice that cannot be one; ask {@link eInvoiceGaps} first.
 */
export async function invoiceXml(invoice: Invoice): Promise<string> {
  const gaps = eInvoiceGaps(invoice);
  if (gaps.length > 0) throw new RangeError(gaps.join(" "));
  // Loaded here alone: with it come parsers of spreadsheets and writers of PDF, which nothing else needs.
  const { FormatFactoryService } = await import("@e-invoice-eu/core");
  const silent = (): void => undefined;
  // The format's own service, without the check before it, which compiles its schema anew for every invoice and takes half a second.
  const format = new FormatFactoryService().createFormatService("UBL", { log: silent, warn: silent, error: silent });
  // Codes are texts here, and lists of literals there.
  const data = { "ubl:Invoice": elementsOf(invoice) } as unknown as UblInvoice;
  format.fillInvoiceDefaults(data);
  const xml = await format.generate(data, { format: "UBL", lang: "en", noWarnings: true });
  return typeof xml === "string" ? xml : Buffer.from(xml).toString("utf8");
}

function elementsOf(invoice: Invoice): Elements {
  const { number, issued, due, currency, buyer, payment, corrects, reason } = invoice;
  const credit = invoice.kind === "credit-note";
  const money: Money = { currency, sign: credit ? -1 : 1 };
  const notes = [
    ...(reason === null ? [] : [reason]),
    ...invoice.notes.map((note) => `${note.subject}: ${note.text}`),
  ].map(xmlText);
  const terms = filled("cbc:Note", payment.terms);
  const order = filled("cbc:ID", buyer.order);
  return {
    "cbc:ID": xmlText(number ?? ""),
    "cbc:IssueDate": issued ?? undefined,
    ...(due === null ? {} : { "cbc:DueDate": due }),
    "cbc:InvoiceTypeCode": credit ? "381" : "380",
    ...(notes.length === 0 ? {} : { "cbc:Note": notes }),
    "cbc:DocumentCurrencyCode": currency,
    ...filled("cbc:BuyerReference", buyer.reference),
    "cac:InvoicePeriod": period(invoice.period),
    ...(Object.keys(order).length === 0 ? {} : { "cac:OrderReference": order }),
    ...(corrects === null
      ? {}
      : { "cac:BillingReference": [{ "cac:InvoiceDocumentReference": { "cbc:ID": xmlText(corrects) } }] }),
    ...partyElements(invoice),
    ...(payment.iban === null || credit ? {} : { "cac:PaymentMeans": [paymentMeans(invoice, payment.iban)] }),
    ...(Object.keys(terms).length === 0 ? {} : { "cac:PaymentTerms": terms }),
    ...amountsOf(invoice, money),
  };
}

/** By a SEPA credit transfer (UNCL 4461), with the invoice's number for the receiver. */
function paymentMeans({ number, seller, payment }: Invoice, iban: string): Elements {
  return {
    "cbc:PaymentMeansCode": "58",
    "cbc:PaymentID": xmlText(number ?? ""),
    "cac:PayeeFinancialAccount": {
      "cbc:ID": iban.replaceAll(" ", ""),
      "cbc:Name": xmlText(seller.name),
      ...(payment.bic === null ? {} : { "cac:FinancialInstitutionBranch": { "cbc:ID": payment.bic } }),
    },
  };
}

/** Lines, allowances, taxes and totals, which the rules of EN 16931 tie together. */
function amountsOf(invoice: Invoice, money: Money): Elements {
  const taxOf = ({ tax }: InvoiceLine): InvoiceTax => {
    const found = invoice.taxes.find(({ id }) => id === tax);
    if (found === undefined) throw new RangeError(`There is no tax "${tax}".`);
    return found;
  };
  const lines = invoice.lines.filter((line) => !isAllowance(line));
  const allowances = invoice.lines.filter((line) => isAllowance(line));
  const exact = (amount: Decimal, name: string): Elements => amountElement(name, amount, money.currency);
  const total = (name: string, amount: string): Elements => exact(shownAmount(amount, money), name);
  const shown = allowances.map(({ amount }) => shownAmount(amount, money));
  const off = sum(shown.filter((amount) => amount.lt(0))).times(-1);
  const added = sum(shown.filter((amount) => amount.gt(0)));
  return {
    ...(allowances.length === 0
      ? {}
      : { "cac:AllowanceCharge": allowances.map((line) => allowanceElement(line, taxOf(line), money)) }),
    "cac:TaxTotal": [
      {
        ...total("cbc:TaxAmount", invoice.tax),
        "cac:TaxSubtotal": invoice.taxes.map((tax) => ({
          ...total("cbc:TaxableAmount", tax.taxable),
          ...total("cbc:TaxAmount", tax.amount),
          "cac:TaxCategory": {
            ...taxCategory(tax),
            // Only what is not taxed has a reason (BR-S-10, BR-Z-10).
            ...(["S", "Z"].includes(tax.category) ? {} : filled("cbc:TaxExemptionReason", tax.reason)),
          },
        })),
      },
    ],
    "cac:LegalMonetaryTotal": {
      ...exact(sum(lines.map(({ amount }) => decimal(amount).times(money.sign))), "cbc:LineExtensionAmount"),
      ...total("cbc:TaxExclusiveAmount", invoice.net),
      ...total("cbc:TaxInclusiveAmount", invoice.gross),
      ...(off.eq(0) ? {} : exact(off, "cbc:AllowanceTotalAmount")),
      ...(added.eq(0) ? {} : exact(added, "cbc:ChargeTotalAmount")),
      ...total("cbc:PayableAmount", invoice.gross),
    },
    "cac:InvoiceLine": lines.map((line) => lineElement(line, taxOf(line), money)),
  };
}
