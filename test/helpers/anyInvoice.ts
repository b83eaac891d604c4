/** Any invoice that can be, for properties. */
import fc from "fast-check";

import { plusDays } from "../../core/calendarDays.ts";
import { billingPeriodOf, daysOfMonth, monthsIn, type BillingPeriod } from "../../core/billing/period.ts";
import { countDays } from "../../core/billing/segments.ts";
import { decimal, decimalText } from "../../core/money/amount.ts";
import type { Invoice } from "../../core/results/invoice.ts";
import { creditNote, invoiceWith, standardTax, type LineOfTest } from "./invoices.ts";

/** Months of 28, 30 and 31 days, and a quarter over the end of a year. */
const periods = (
  [
    ["monthly", "2027-02"],
    ["monthly", "2026-11"],
    ["monthly", "2027-01"],
    ["quarterly", "2026-12"],
  ] as const
).flatMap(([billing, month]) => billingPeriodOf({ start: "2026-11-01", billing }, month) ?? []);

const decimals = (from: number, to: number, digits: number): fc.Arbitrary<string> =>
  fc
    .integer({ min: from * 10 ** digits, max: to * 10 ** digits })
    .map((whole) => decimalText(decimal(whole).times(decimal(10).pow(-digits))));

const tax = fc.constantFrom("de", "reduced");

/** A flat price or an add-on, of the whole period by its months, or of some of its days by what all of them cost. */
function anyFlatLine(period: BillingPeriod): fc.Arbitrary<LineOfTest> {
  const all = countDays(period);
  const days = fc.oneof(
    fc.constant([0, all] as const),
    fc.tuple(fc.nat({ max: all }), fc.nat({ max: all })).filter(([from, to]) => from < to),
  );
  return fc
    .record({ kind: fc.constantFrom("flat" as const, "add-on" as const), monthly: decimals(0, 500, 4), days, tax })
    .map(({ kind, monthly, days: [first, end], ...rest }) => ({
      kind,
      ...rest,
      from: plusDays(period.from, first),
      to: plusDays(period.from, end),
      ...(end - first === all
        ? { quantity: String(period.months), unit: "month", unitPrice: monthly, per: "1" }
        : {
            quantity: String(end - first),
            unit: "day",
            unitPrice: decimalText(decimal(monthly).times(String(period.months))),
            per: String(all),
          }),
    }));
}

/** What a meter counted in a month of the period, or what was reported late of the month before, by volume also less than was billed. */
function anyMeterLine(period: BillingPeriod): fc.Arbitrary<LineOfTest> {
  const line = { kind: "meter", unit: "GiB", per: "1" } as const;
  const before = plusDays(period.from, -1).slice(0, 7);
  return fc.oneof(
    fc
      .record({
        quantity: decimals(0, 1_000, 4),
        unitPrice: decimals(0, 500, 4),
        month: fc.constantFrom(...monthsIn(period)),
        tax,
      })
      .map(({ month, ...rest }) => ({ ...line, ...rest, ...daysOfMonth(month) })),
    fc
      .record({ quantity: decimals(-1_000, 1_000, 4), unitPrice: decimals(0, 500, 4), tax })
      .map((rest) => ({ ...line, ...rest, ...daysOfMonth(before) })),
  );
}

/** What is an amount rather than a price of something. */
const anyAmountLine: fc.Arbitrary<LineOfTest> = fc
  .record({
    kind: fc.constantFrom("minimum" as const, "discount" as const, "credit" as const),
    unit: fc.constant("one"),
    unitPrice: decimals(0, 50, 2),
    tax,
  })
  .map((line) => ({ ...line, quantity: line.kind === "minimum" ? "1" : "-1" }));

const anyLines = (period: BillingPeriod): fc.Arbitrary<readonly LineOfTest[]> =>
  fc.array(fc.oneof(anyFlatLine(period), anyMeterLine(period), anyAmountLine), { minLength: 1, maxLength: 12 });

/** Any invoice, draft or credit note of a month or a quarter under any rounding, with lines of two taxes. */
export const anyInvoice: fc.Arbitrary<Invoice> = fc
  .record({
    of: fc.constantFrom(...periods).chain((period) => fc.tuple(fc.constant(period), anyLines(period))),
    rounding: fc.record({
      mode: fc.constantFrom("half-up" as const, "half-even" as const, "up" as const, "down" as const),
      of: fc.constantFrom("line" as const, "invoice" as const),
    }),
    draft: fc.boolean(),
    credit: fc.boolean(),
  })
  .map(({ of: [{ from, to }, lines], rounding, draft, credit }) => {
    const invoice = invoiceWith(
      lines,
      [standardTax, { ...standardTax, id: "reduced", name: "VAT 7 %", percent: "7" }],
      {
        rounding,
        period: { from, to },
        ...(draft ? { number: null, issued: null, due: null } : {}),
      },
    );
    return credit ? creditNote(invoice) : invoice;
  });
