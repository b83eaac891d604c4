import { plusDays } from "../../core/calendarDays.ts";
import { decimal, decimalText, type Decimal } from "../../core/money/amount.ts";
import type { InvoiceLine, InvoiceTax } from "../../core/results/invoice.ts";
import { unitCode } from "./unitCodes.ts";
import { xmlText } from "./xmlText.ts";

/** Elements of UBL by their names, and attributes as `element@attribute`, as the library takes them. */
export interface Elements {
  readonly [name: string]: string | Elements | readonly string[] | readonly Elements[] | undefined;
}

/** How a document shows amounts. */
export interface Money {
  readonly currency: string;
  /** 1, or -1 for a credit note: that gives back what the invoice charged by amounts above zero. */
  readonly sign: 1 | -1;
}

/** Whether a line is taken off the document as a whole, or added to it: what is given for no thing of its own. */
export function isAllowance({ kind }: InvoiceLine): boolean {
  return kind === "discount" || kind === "credit";
}

/** An amount as the document shows it. */
export function shownAmount(amount: string, { sign }: Money): Decimal {
  return decimal(amount).times(sign);
}

/** An element with an amount and its currency. */
export function amountElement(name: string, amount: Decimal, currency: string): Elements {
  return { [name]: decimalText(amount, 2), [`${name}@currencyID`]: currency };
}

/** The category of a tax; one that is outside its scope has no rate (BR-O-05). */
export function taxCategory({ category, percent }: InvoiceTax): Elements {
  return {
    "cbc:ID": category,
    ...(category === "O" ? {} : { "cbc:Percent": percent }),
    "cac:TaxScheme": { "cbc:ID": "VAT" },
  };
}

/** Days as UBL has them: the last one belongs to the period. */
export function period({ from, to }: { readonly from: string; readonly to: string }): Elements {
  const last = plusDays(to, -1);
  return { "cbc:StartDate": from, "cbc:EndDate": last < from ? from : last };
}

/** A line (BG-25), with its price for as many units as it is of (BT-149). */
export function lineElement(line: InvoiceLine, tax: InvoiceTax, money: Money): Elements {
  const code = unitCode(line.unit);
  return {
    "cbc:ID": xmlText(line.id),
    "cbc:InvoicedQuantity": decimalText(shownAmount(line.quantity, money)),
    "cbc:InvoicedQuantity@unitCode": code,
    ...amountElement("cbc:LineExtensionAmount", shownAmount(line.amount, money), money.currency),
    "cac:InvoicePeriod": period(line),
    "cac:Item": {
      "cbc:Description": xmlText(line.explanation),
      "cbc:Name": xmlText(code === "C62" && line.unit !== "one" ? `${line.item} (${line.unit})` : line.item),
      "cac:ClassifiedTaxCategory": taxCategory(tax),
    },
    "cac:Price": {
      ...amountElement("cbc:PriceAmount", decimal(line.unitPrice), money.currency),
      ...(decimal(line.per).eq(1) ? {} : { "cbc:BaseQuantity": line.per, "cbc:BaseQuantity@unitCode": code }),
    },
  };
}

/** A discount or a credit on the level of the document (BG-20), or what adds to it (BG-21): its amount is never below zero. */
export function allowanceElement(line: InvoiceLine, tax: InvoiceTax, money: Money): Elements {
  const amount = shownAmount(line.amount, money);
  return {
    "cbc:ChargeIndicator": String(amount.gt(0)),
    "cbc:AllowanceChargeReason": xmlText(`${line.item}: ${line.explanation}`),
    ...amountElement("cbc:Amount", amount.abs(), money.currency),
    "cac:TaxCategory": taxCategory(tax),
  };
}
