/** The invoices of the page on which a year is worked out by hand, and those that the program makes, line by line to the cent. */
import { expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { serviceKinds } from "../../../../components/registry.ts";
import { invoiceOf } from "../../../../core/billing/invoiceOf.ts";
import type { SlaCredit } from "../../../../core/billing/order.ts";
import { billingPeriodOf } from "../../../../core/billing/period.ts";
import { taxOf } from "../../../../core/billing/taxes.ts";
import { plusDays } from "../../../../core/calendarDays.ts";
import { priceListOf } from "../../../../core/billing/priceList.ts";
import type { UsageSum } from "../../../../core/billing/usage.ts";
import type { MeteredUsage } from "../../../../core/results/invoice.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import { decimal, sum } from "../../../../core/money/amount.ts";
import { root } from "../../../helpers/cli.ts";
import { estateFiles } from "../../../helpers/estateFiles.ts";

const directory = join(root, "test/fixtures/billing");
const names = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
const texts = Object.fromEntries(names.map((name) => [name, readFileSync(join(directory, name), "utf8")]));
const { estate, diagnostics } = loadEstate(estateFiles(texts), "estate", serviceKinds);
if (estate === undefined) throw new Error(JSON.stringify(diagnostics));
const prices = priceListOf(estate);

const page = readFileSync(join(root, "docs/reference/billing-example.md"), "utf8");

/** The cells of the first table below a heading, without its head. */
function tableBelow(heading: string): string[][] {
  const [, after = ""] = page.split(`${heading}\n`);
  const [section = ""] = after.split(/\n#/);
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Lines as the page has them: what they are, and their amounts. */
const linesBelow = (heading: string): string[] =>
  tableBelow(heading).map(([line = "", , amount = ""]) => `${line} ${amount}`);

const months = Array.from({ length: 12 }, (_, index) => `2027-${String(index + 1).padStart(2, "0")}`);

const used = (tenant: string, quantities: Readonly<Record<string, number>>): UsageSum[] =>
  Object.entries(quantities).map(([period, quantity]) => ({
    tenant,
    subscription: "web",
    meter: "storageGiB",
    period,
    quantity: String(quantity),
    records: 1,
  }));

const ofAll = (quantity: number): Record<string, number> =>
  Object.fromEntries(months.map((month) => [month, quantity]));

/** Berta's, as its own table on the page has it: four months side by side. */
const bertas = page
  .split("\n")
  .filter((line) => /^\| 2027-\d\d /.test(line))
  .flatMap((line) => [...line.matchAll(/\| (2027-\d\d) +\| +([\d.]+) /g)])
  .map(([, month = "", quantity = ""]): [string, number] => [month, Number(quantity)]);

const usage = [
  ...used("anton", ofAll(40)),
  ...used("berta", Object.fromEntries(bertas)),
  ...used("caesar", {
    ...ofAll(100),
    "2027-01": 80,
    "2027-03": 150,
    "2027-05": 132.5,
    "2027-09": 260,
    "2027-12": 500,
  }),
];

interface Extra {
  readonly late?: readonly UsageSum[];
  readonly billed?: readonly MeteredUsage[];
  readonly credits?: readonly SlaCredit[];
}

function invoiced(id: string, month: string, { late = [], billed = [], credits = [] }: Extra = {}) {
  const contract = estate?.tenants.find(({ resolved }) => resolved.id === id)?.resolved.contract;
  const record = estate?.billing.records.get(id)?.manifest.spec;
  const customer = estate?.billing.customers.get(id);
  const terms = estate?.billing.terms;
  const period = contract && billingPeriodOf(contract, month);
  const tax = terms && customer && period && taxOf(terms.taxes, customer.buyer, plusDays(period.to, -1));
  if (!record || !customer || !terms || !period || !tax) throw new Error(`nothing to bill ${id} by`);
  const own = usage.filter(
    ({ tenant, period: of }) => tenant === id && period.from <= `${of}-01` && `${of}-01` < period.to,
  );
  const { changes } = record;
  const order = {
    tenant: id,
    period,
    changes,
    prices,
    customer,
    billing: terms,
    tax,
    usage: [...own, ...late],
    billed,
    credits,
  };
  return invoiceOf(order);
}

const quarters = {
  "2027-01": "2027-01 to 2027-03",
  "2027-04": "2027-04 to 2027-06",
  "2027-07": "2027-07 to 2027-09",
  "2027-10": "2027-10 to 2027-12",
};

const lateOfMay: Extra = {
  late: used("berta", { "2027-05": 12 }),
  billed: [{ subscription: "web", meter: "storageGiB", period: "2027-05", quantity: "180.75", records: 1 }],
};

const missedInApril: Extra = {
  credits: [{ subscription: "web", month: "2027-04", amount: "49.00", currency: "EUR", why: "It was down." }],
};

const year = [
  ...months.map((month) => ({ id: "anton", heading: "anton, each month", invoice: invoiced("anton", month) })),
  ...months.map((month) => ({
    id: "berta",
    heading: `berta, ${month}`,
    invoice: invoiced("berta", month, month === "2027-07" ? lateOfMay : {}),
  })),
  ...Object.entries(quarters).map(([month, name]) => ({
    id: "caesar",
    heading: `caesar, ${name}`,
    invoice: invoiced("caesar", month, month === "2027-04" ? missedInApril : {}),
  })),
];

test.each(year)("$heading: $invoice.period.from", ({ heading, invoice }) => {
  const { lines, net, tax, gross } = invoice;
  const made = [...lines.map(({ kind, amount }) => `${kind} ${amount}`), `net ${net}`, `tax ${tax}`, `gross ${gross}`];
  expect(made).toEqual(linesBelow(`### ${heading}`));
});

test("the year of each tenant", () => {
  const totals = ["anton", "berta", "caesar"].map((id) => {
    const invoices = year.filter((one) => one.id === id).map(({ invoice }) => invoice);
    const of = (key: "net" | "tax" | "gross"): string => sum(invoices.map((one) => decimal(one[key]))).toFixed(2);
    return [id, of("net"), of("tax"), of("gross")];
  });
  expect(tableBelow("The year comes to:")).toEqual(totals);
});
