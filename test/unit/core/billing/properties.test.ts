import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { creditNoteOf } from "../../../../core/billing/creditNoteOf.ts";
import { invoiceOf } from "../../../../core/billing/invoiceOf.ts";
import type { InvoiceOrder } from "../../../../core/billing/order.ts";
import { billingPeriodOf, daysOfMonth } from "../../../../core/billing/period.ts";
import { prorate } from "../../../../core/billing/prorate.ts";
import { billingTerms } from "../../../../core/billing/terms.ts";
import { plusDays } from "../../../../core/calendarDays.ts";
import { decimal, sum } from "../../../../core/money/amount.ts";
import { sumOf } from "../../../../core/money/fraction.ts";
import type { Invoice } from "../../../../core/results/invoice.ts";
import { billingTermsOf, change, customerOf, orderOf, pricesOf } from "../../../helpers/invoiceOrder.ts";

const rounding = fc.record({
  mode: fc.constantFrom("half-up", "half-even", "up", "down"),
  of: fc.constantFrom("line", "invoice"),
} as const);
const cents = fc.integer({ min: 0, max: 200_000 }).map((amount) => amount / 100);
const months = ["2026-10", "2026-11", "2026-12", "2027-01", "2027-02"] as const;
const contract = fc.record({
  start: fc.constantFrom("2026-10-01", "2026-11-17"),
  billing: fc.constantFrom("monthly", "quarterly", "yearly"),
} as const);

/** Rates that do not fall: a fee that is the same for all, bands of either kind, or none. */
const rates = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 4 }),
    fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 3, maxLength: 3 }),
    fc.constantFrom("graduated", "volume"),
  )
  .map(([prices, widths, mode]) => {
    const rising = prices.toSorted((a, b) => a - b).map((price) => price / 10_000);
    if (rising.length === 1) return { unitPrice: rising[0] ?? 0 };
    let upTo = 0;
    const tiers = rising.map((unitPrice, index) => {
      upTo += widths[index] ?? 0;
      return index === rising.length - 1 ? { unitPrice } : { upTo, unitPrice };
    });
    return { tiers, mode: mode };
  });

const price = fc
  .tuple(cents, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 300 }), rates)
  .map(([monthly, suspendedPercent, included, how]) => ({
    monthly,
    suspendedPercent,
    meters: [{ meter: "storageGiB", included, ...how }],
  }));

const recordedChanges = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 170 }),
      state: fc.constantFrom("active", "active", "suspended", "offboarded"),
      web: fc.constantFrom("standard@1", "standard@2", undefined),
      shop: fc.constantFrom("standard@1", "standard@2", undefined),
      more: fc.boolean(),
    } as const),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) =>
    [...new Map(all.map((one) => [one.day, one])).values()]
      .toSorted((a, b) => a.day - b.day)
      .map(({ day, state, web, shop, more }) => ({
        on: plusDays("2026-10-01", day),
        state,
        subscriptions: Object.entries({ web, shop }).flatMap(([name, tier]) =>
          tier === undefined ? [] : [{ name, service: "iaas", tier, addOns: more ? ["more@1"] : [] }],
        ),
      })),
  );

const day = fc.integer({ min: 0, max: 170 }).map((count) => plusDays("2026-10-01", count));
const discounts = fc.array(
  fc.record(
    {
      reason: fc.constant("Loyalty"),
      subscription: fc.constant("web"),
      from: day,
      combines: fc.constant(true),
      of: fc.oneof(
        fc.record({ percent: fc.integer({ min: 1, max: 10_000 }).map((percent) => percent / 100) }),
        fc.record({ monthly: cents }),
      ),
    },
    { requiredKeys: ["reason", "combines", "of"] },
  ),
  // More than a year of a month each: their digits may not grow with each.
  { maxLength: 16, size: "max" },
);

const usage = fc.array(
  fc.record({
    subscription: fc.constantFrom("web", "shop"),
    period: fc.constantFrom(...months),
    quantity: fc.integer({ min: 0, max: 2_000_000 }).map((quantity) => String(quantity / 1000)),
  }),
  { maxLength: 6 },
);

const order = fc
  .record({
    month: fc.constantFrom("2026-11", "2026-12", "2027-01"),
    contract,
    rounding,
    first: price,
    second: price,
    addOn: cents,
    changes: recordedChanges,
    discounts,
    minimumMonthly: fc.option(cents, { nil: undefined }),
    usage,
  })
  .map((given): InvoiceOrder => {
    const prices = pricesOf({ "standard@1": given.first, "standard@2": given.second }, { "more@1": given.addOn });
    const one = new Map(given.usage.map((sums) => [`${sums.subscription} ${sums.period}`, sums]));
    return orderOf(
      given.month,
      {
        changes: given.changes,
        prices,
        billing: billingTermsOf(given.rounding),
        customer: customerOf({
          discounts: given.discounts.map(({ of, ...discount }) => ({ ...discount, ...of })),
          minimumMonthly: given.minimumMonthly,
        }),
        usage: [...one.values()].map((sums) => ({ tenant: "acme", meter: "storageGiB", records: 1, ...sums })),
        credits: [{ subscription: "web", month: "2026-10", amount: "1.23", currency: "EUR", why: "Down." }],
      },
      given.contract,
    );
  });

const amounts = (invoice: Invoice): string[] => invoice.lines.map(({ amount }) => amount);
const total = (texts: readonly string[]): string => sum(texts.map(decimal)).toFixed(2);

describe("an invoice", () => {
  test("has lines in whole cents that add up to its net, under every rounding rule", () => {
    fc.assert(
      fc.property(order, (given) => {
        const invoice = invoiceOf(given);
        expect(total(amounts(invoice))).toBe(invoice.net);
        expect(amounts(invoice).filter((amount) => !/^-?\d+\.\d\d$/.test(amount))).toEqual([]);
        expect(decimal(invoice.net).plus(invoice.tax).toFixed(2)).toBe(invoice.gross);
        expect(invoice.lines.filter(({ unitPrice }) => unitPrice.startsWith("-"))).toEqual([]);
      }),
    );
  });

  test("says of each line how many units at which price it is, within a cent for what is rounded", () => {
    fc.assert(
      fc.property(order, (given) => {
        for (const { quantity, unitPrice, per, amount } of invoiceOf(given).lines) {
          const difference = decimal(quantity).times(unitPrice).minus(decimal(amount).times(per)).abs();
          // Each line has its own rounding and that of the line before it.
          expect(difference.lte(decimal("0.02").times(per))).toBe(true);
        }
      }),
    );
  });

  test("and its credit note add up to nothing, line by line", () => {
    fc.assert(
      fc.property(order, (given) => {
        const invoice = { ...invoiceOf(given), number: "NW-00001" };
        const note = creditNoteOf(invoice, "It was wrong");
        expect(note.corrects).toBe("NW-00001");
        const pairs = note.lines.map(({ amount }, index) => total([amount, invoice.lines[index]?.amount ?? "1"]));
        expect(new Set(pairs)).toEqual(invoice.lines.length === 0 ? new Set() : new Set(["0.00"]));
        expect(total([invoice.net, note.net])).toBe("0.00");
        expect(total([invoice.gross, note.gross])).toBe("0.00");
      }),
    );
  });

  test("is no smaller when more is used, while rates do not fall", () => {
    fc.assert(
      fc.property(order, fc.nat(), fc.integer({ min: 1, max: 500_000 }), (given, which, more) => {
        fc.pre(given.usage.length > 0);
        const chosen = which % given.usage.length;
        const usage = given.usage.map((sums, index) =>
          index === chosen
            ? { ...sums, quantity: decimal(sums.quantity).plus(decimal(more).div(1000)).toFixed() }
            : sums,
        );
        const [before, after] = [invoiceOf(given), invoiceOf({ ...given, usage })];
        expect(decimal(after.net).gte(before.net)).toBe(true);
        expect(decimal(after.gross).gte(before.gross)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("of a period in which nothing was billed or used has no lines and asks for nothing", () => {
    fc.assert(
      fc.property(order, rounding, (given, how) => {
        const { discounts: agreed, minimumMonthly } = given.customer;
        const empty = invoiceOf({
          ...given,
          changes: [{ on: "2026-10-01", state: "offboarded", subscriptions: [] }],
          billing: billingTermsOf(how),
          customer: customerOf({ discounts: agreed, minimumMonthly }),
          usage: [],
          credits: [],
        });
        expect(empty.lines).toEqual([]);
        expect([empty.net, empty.tax, empty.gross]).toEqual(["0.00", "0.00", "0.00"]);
      }),
    );
  });
});

test("a hundred amounts off, one month each, of a year and of the use of its months, are taken off to the cent", () => {
  const prices = pricesOf({
    "standard@1": { monthly: 120, meters: [{ meter: "storageGiB", included: 0, unitPrice: 0.01 }] },
  });
  const of = { tenant: "acme", subscription: "web", meter: "storageGiB", records: 1 };
  const year = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, "0")}`);
  const discounts = Array.from({ length: 96 }, (_, index) => {
    const { from, to } = daysOfMonth(year[index % 12] ?? "");
    return { reason: "Loyalty", combines: true, monthly: 1.17, from, to: plusDays(to, -1) };
  });
  const invoice = invoiceOf(
    orderOf(
      "2026-03",
      {
        changes: [change("2026-01-01", "standard@1")],
        ...{ prices, customer: customerOf({ discounts }), billing: billingTermsOf({ mode: "half-up", of: "invoice" }) },
        usage: year.map((period, index) => ({ ...of, period, quantity: String(1000 + index * 77) })),
      },
      { start: "2026-01-01", billing: "yearly" },
    ),
  );
  // 12 × 120 and 17082 GiB, less eight times the twelve months' parts of 12 × 1.17.
  expect(invoice.net).toBe("1498.50");
});

test("the parts of a price add up to it, however its period is divided", () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 364 }), { maxLength: 8 });
  fc.assert(
    fc.property(cents, contract, rounding, cuts, (monthly, terms, how, days) => {
      const period = billingPeriodOf(terms, "2026-12");
      if (period === undefined) throw new Error("the contract begins before");
      const billed = billingTerms(billingTermsOf(how), period);
      const inside = days.map((count) => plusDays(period.from, count)).filter((cut) => cut < period.to);
      const edges = [period.from, ...inside.toSorted(), period.to];
      const parts = edges
        .slice(1)
        .map((to, index) => prorate(decimal(monthly), { from: edges[index] ?? to, to }, billed));
      const whole = decimal(monthly).times(period.months);
      expect(sum(parts.map(({ alone }) => alone)).toFixed(2)).toBe(whole.toFixed(2));
      const exact = sumOf(parts.map((part) => part.exact));
      expect(exact.dividend.eq(whole.times(exact.divisor))).toBe(true);
    }),
  );
});
