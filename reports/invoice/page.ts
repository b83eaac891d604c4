import { plusDays } from "../../core/calendarDays.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import type { Invoice, InvoiceLine, InvoiceTax } from "../../core/results/invoice.ts";
import { element, type Markup } from "../html/markup.ts";
import { htmlPage } from "../html/page.ts";
import { paperStyle } from "../html/paperStyle.ts";
import { definitions, name, table } from "../html/parts.ts";

/**
 * An invoice or a credit note as one HTML file to read and to print: without scripts, and its policy lets it load nothing, so that a
 * name that became markup after all could neither run nor fetch anything.
 */
export function invoicePage(invoice: Invoice): string {
  const title = titleOf(invoice);
  const body = [
    element(
      "main",
      {},
      element("h1", {}, title),
      ...(invoice.number === null
        ? [element("p", { class: "draft" }, "This is a draft: it has no number, and nothing is to be paid for it.")]
        : []),
      parties(invoice),
      facts(invoice),
      element("h2", {}, "What is billed"),
      linesTable(invoice),
      element("h2", {}, "Taxes and total"),
      totalsTable(invoice),
      ...notes(invoice),
      payment(invoice),
    ),
    element(
      "footer",
      {},
      element("p", {}, "Made by Tenantry. Days are of the calendar; a period's last day belongs to it."),
    ),
  ];
  return htmlPage({ title: `${title} – ${visible(invoice.buyer.name)}`, style: paperStyle, body });
}

function titleOf({ kind, number }: Invoice): string {
  const what = kind === "invoice" ? "Invoice" : "Credit note";
  return number === null
    ? `Draft of ${kind === "invoice" ? "an invoice" : "a credit note"}`
    : `${what} ${visible(number)}`;
}

/** What a page says of seller and buyer alike. */
type PrintedParty = Pick<Invoice["buyer"], "name" | "street" | "postalCode" | "city" | "country" | "vatId" | "email">;

function parties({ seller, buyer }: Invoice): Markup {
  const party = (
    title: string,
    { name: legal, street, postalCode, city, country, vatId, email }: PrintedParty,
  ): Markup => {
    const rows = [legal, street, `${postalCode} ${city}`, country, ...(vatId === null ? [] : [`VAT id ${vatId}`])];
    const written = [...rows, ...(email === null ? [] : [email])].filter((row) => row.trim() !== "");
    return element(
      "section",
      {},
      element("h2", {}, title),
      element("address", {}, ...written.flatMap((row, index) => (index === 0 ? [name(row)] : ["\n", name(row)]))),
    );
  };
  return element("div", { class: "parties" }, party("From", seller), party("To", buyer));
}

function facts(invoice: Invoice): Markup {
  const { period, issued, due, buyer, corrects, reason, tenant } = invoice;
  const rows: readonly (readonly [string, string | null])[] = [
    ["Period", days(period)],
    ["Issued", issued],
    ["Due", due],
    ["Your reference", buyer.reference],
    ["Your order", buyer.order],
    ["Tenant", tenant],
    ["Takes back", corrects],
    ["Reason", reason],
  ];
  return definitions(rows);
}

function days({ from, to }: { readonly from: string; readonly to: string }): string {
  const last = plusDays(to, -1);
  return last <= from ? from : `${from} to ${last}`;
}

const number = (text: string): Markup => element("td", { class: "number" }, text);

const numbers = (title: string): Markup => element("th", { scope: "col", class: "number" }, title);

function linesTable({ lines, taxes, currency }: Invoice): Markup {
  const net = numbers(`Net, ${currency}`);
  const heading = ["No.", "Item", "Period", numbers("Quantity"), numbers("Unit price"), "Tax", net];
  return table(
    "Lines",
    heading,
    lines.map((line) => lineRow(line, taxes)),
  );
}

function lineRow(line: InvoiceLine, taxes: readonly InvoiceTax[]): Markup {
  const what = [line.subscription, line.service, line.tier].filter((part) => part !== null).join(" · ");
  return element(
    "tr",
    {},
    element("td", {}, name(line.id)),
    element(
      "th",
      { scope: "row" },
      name(line.item),
      ...(what === "" ? [] : [element("span", { class: "why" }, name(what))]),
      element("span", { class: "why" }, name(line.explanation)),
    ),
    element("td", {}, days(line)),
    element("td", { class: "number" }, line.quantity, ...(line.unit === "one" ? [] : [" ", name(line.unit)])),
    number(line.per === "1" ? line.unitPrice : `${line.unitPrice} / ${line.per}`),
    element("td", {}, name(taxes.find(({ id }) => id === line.tax)?.name ?? line.tax)),
    number(line.amount),
  );
}

function totalsTable({ taxes, net, gross, currency }: Invoice): Markup {
  const total = (title: string, amount: string, whole: boolean): Markup =>
    element(
      "tr",
      { class: whole ? "total" : undefined },
      element("th", { scope: "row" }, title),
      element("td", {}),
      element("td", {}),
      number(amount),
    );
  const rows = taxes.map((tax) =>
    element(
      "tr",
      {},
      element(
        "th",
        { scope: "row" },
        name(tax.name),
        ...(tax.reason === null ? [] : [element("span", { class: "why" }, name(tax.reason))]),
      ),
      number(`${tax.percent} %`),
      number(tax.taxable),
      number(tax.amount),
    ),
  );
  const heading = ["What", numbers("Rate"), numbers(`Taxed, ${currency}`), numbers(`Amount, ${currency}`)];
  const all = [total("Net", net, false), ...rows, total(`Total to pay, ${currency}`, gross, true)];
  return table("Net, taxes and total", heading, all);
}

function notes({ notes: all }: Invoice): Markup[] {
  if (all.length === 0) return [];
  const items = all.map(({ subject, text }) =>
    element("li", {}, element("strong", {}, name(subject)), ": ", name(text)),
  );
  return [element("h2", {}, "Notes"), element("ul", {}, ...items)];
}

function payment({ payment: { iban, bic, terms } }: Invoice): Markup {
  const rows = [["Terms", terms] as const, ["IBAN", iban] as const, ["BIC", bic] as const];
  return element("section", {}, element("h2", {}, "Payment"), definitions(rows));
}
