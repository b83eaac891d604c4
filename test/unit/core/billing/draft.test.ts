import { describe, expect, test } from "@jest/globals";

import { draftInvoice, type DraftOrder } from "../../../../core/billing/draft.ts";
import type { LedgerEntry } from "../../../../core/billing/ledger.ts";
import { totalsOf } from "../../../../core/billing/totals.ts";
import { priceListOf } from "../../../../core/billing/priceList.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";
import { plainInvoice } from "../../../helpers/invoices.ts";
import { billingTexts } from "../../../helpers/billingEstate.ts";

const estate = baseEstate(billingTexts());
const tenantOf = (id: string) => {
  const tenant = estate.tenants.find(({ resolved }) => resolved.id === id);
  if (tenant === undefined) throw new Error(`no tenant ${id}`);
  return tenant.manifest;
};
const order = (values: Partial<DraftOrder> = {}): DraftOrder => ({
  tenant: tenantOf("acme"),
  month: "2026-11",
  billing: estate.billing,
  prices: priceListOf(estate),
  ...{ sums: [], missing: [], counting: [], creditsOf: () => [], over: undefined },
  ...values,
});
const reasonOf = (values: Partial<DraftOrder>): string => {
  const draft = draftInvoice(order(values));
  return "reason" in draft ? draft.reason : "an invoice";
};
const notesOf = (values: Partial<DraftOrder>): string[] => {
  const draft = draftInvoice(order(values));
  return "invoice" in draft ? draft.invoice.notes.map(({ subject, text }) => `${subject}: ${text}`) : [draft.reason];
};
const quiet = ["storageGiB", "requests"].map(
  (meter) => `web: ${meter}: No use in 2026-11 was reported, and none is billed.`,
);

test("says why somebody gets none", () => {
  expect(reasonOf({ month: "2025-12" })).toBe("Its contract starts on 2026-01-01.");
  expect(reasonOf({ billing: { ...estate.billing, customers: new Map() } })).toBe(
    "There is no billing/customers/acme.yaml, so nobody to bill.",
  );
  expect(reasonOf({ billing: { ...estate.billing, terms: undefined } })).toBe(
    "The estate has no billing/billing.yaml.",
  );
  expect(reasonOf({ over: "2026-11-30" })).toBe("Its period is not over before 2026-12-01.");
  expect(reasonOf({ over: "2026-12-01" })).toBe("an invoice");
});

test("says of which day no tax is known, also where the estate has been checked", () => {
  const { terms } = estate.billing;
  if (terms === undefined) throw new Error("the estate bills nobody");
  const taxed = (from: string | undefined, to: string | undefined): DraftOrder["billing"] => ({
    ...estate.billing,
    terms: { ...terms, taxes: terms.taxes.map((tax) => ({ ...tax, from, to })) },
  });
  const reason = "No tax of billing/billing.yaml applies to its buyer on 2026-11-30, the period's last day.";
  expect(reasonOf({ billing: taxed("2026-12-01", undefined) })).toBe(reason);
  expect(reasonOf({ billing: taxed(undefined, "2026-11-29") })).toBe(reason);
  expect(reasonOf({ billing: taxed("2026-11-30", "2026-11-30") })).toBe("an invoice");
});

describe("of a period that invoices bill", () => {
  const quarterly = { ...tenantOf("acme") };
  quarterly.spec = { ...quarterly.spec, contract: { ...quarterly.spec.contract, billing: "quarterly" } };
  const issued = (number: string, from: string, to: string): LedgerEntry => ({
    ...{ number, from, to, sequence: 1, digest: "", previous: null, kind: "invoice", tenant: "acme" },
    ...{ issued: "2026-02-01", corrects: null, usage: null, metered: [] },
  });
  const january = issued("NW-000001", "2026-01-01", "2026-02-01");
  const february = issued("NW-000002", "2026-02-01", "2026-03-01");
  const year = issued("NW-000003", "2026-01-01", "2027-01-01");
  const partOf = (number: string, first: string, last: string): string =>
    `${number} bills a part of it, ${first} to ${last}; take it back first: tenantry credit-note ${number} --reason <text>.`;

  test.each([
    ["the same", { tenant: quarterly, counting: [issued("NW-000001", "2026-01-01", "2026-04-01")] }, "NW-000001"],
    ["a longer one", { tenant: quarterly, counting: [january, year] }, "NW-000003"],
    ["a month of a year", { counting: [year] }, "NW-000003"],
  ])("one that bills all of it is named: %s", (_, values, number) => {
    const reason = `${number} bills it, issued on 2026-02-01.`;
    expect(draftInvoice(order({ month: "2026-02", ...values }))).toEqual({ reason, number });
  });

  test.each([
    ["one month", [january], partOf("NW-000001", "2026-01-01", "2026-01-31")],
    [
      "two months",
      [january, february],
      `${partOf("NW-000001", "2026-01-01", "2026-01-31")} ${partOf("NW-000002", "2026-02-01", "2026-02-28")}`,
    ],
    ["beyond it", [issued("NW-000004", "2026-03-01", "2026-06-01")], partOf("NW-000004", "2026-03-01", "2026-03-31")],
  ])("those that bill a part are to be taken back first, and none is given out as its: %s", (_, counting, reason) => {
    for (const month of ["2026-01", "2026-02", "2026-03"])
      expect(draftInvoice(order({ tenant: quarterly, month, counting }))).toEqual({ reason });
  });

  test("its neighbours do not matter", () => {
    const after = issued("NW-000005", "2026-04-01", "2026-05-01");
    const before = issued("NW-000006", "2025-12-01", "2026-01-01");
    expect(reasonOf({ tenant: quarterly, month: "2026-01", counting: [before, after] })).toBe("an invoice");
  });
});

test("tells what usage is missing of the period, and leaves other months to their own invoices", () => {
  const missing = { tenant: "acme", subscription: "web", meter: "requests", records: 2, quantity: "3" };
  const notes = notesOf({
    missing: [
      { ...missing, period: "2026-11", reason: "wrong-unit" },
      { ...missing, period: "2026-10", reason: "wrong-unit" },
      {
        ...missing,
        subscription: null,
        meter: "a\nb",
        period: null,
        reason: "malformed-name",
        records: 1,
        quantity: null,
      },
    ],
  });
  expect(notes).toEqual([
    ...quiet,
    "web: requests: 2 usage records, 3 together, not billed: of each, it is in another unit than the meter, or says none where the meter has one.",
    "usage: a\\nb: 1 usage record not billed: of each, its id, tenant, subscription or meter is missing, or one of its names is too long.",
  ]);
});

test("tells of usage that waits for the invoice of its month", () => {
  const sum = { tenant: "acme", subscription: "web", meter: "requests", period: "2026-10", quantity: "7", records: 1 };
  expect(notesOf({ sums: [sum] })).toEqual([
    ...quiet,
    "web: requests: 7 in 2026-10 are not billed here: no invoice of that month has been issued, and they are for it.",
  ]);
});

test("totals are exact, by currency", () => {
  const of = (currency: string, net: string): Parameters<typeof totalsOf>[0][number] => ({
    ...plainInvoice(),
    currency,
    net,
    tax: "0.10",
    gross: net,
  });
  expect(totalsOf([of("USD", "0.10"), of("EUR", "1.00"), of("USD", "0.20")])).toEqual([
    { currency: "EUR", invoices: 1, net: "1.00", tax: "0.10", gross: "1.00" },
    { currency: "USD", invoices: 2, net: "0.30", tax: "0.20", gross: "0.30" },
  ]);
});
