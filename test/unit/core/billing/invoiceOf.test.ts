import { describe, expect, test } from "@jest/globals";

import { invoiceOf } from "../../../../core/billing/invoiceOf.ts";
import type { UsageSum } from "../../../../core/billing/usage.ts";
import { billingTermsOf, change, customerOf, orderOf, pricesOf } from "../../../helpers/invoiceOrder.ts";

const used = (period: string, quantity: string, of: Partial<UsageSum> = {}): UsageSum => ({
  ...{ tenant: "acme", subscription: "web", meter: "storageGiB", records: 1 },
  period,
  quantity,
  ...of,
});

const stored = { meter: "storageGiB", included: 10 };
const byBand = { tiers: [{ upTo: 100, unitPrice: 0.5 }, { unitPrice: 1 }] };
const prices = pricesOf({
  "standard@1": { monthly: 100, meters: [{ ...stored, unitPrice: 0.5 }] },
  "standard@2": { monthly: 101, meters: [{ ...stored, ...byBand, mode: "volume" }] },
  "plain@1": { monthly: 100 },
});

describe("rounding", () => {
  const changes = [change("2026-01-01", "plain@1"), change("2026-01-12", { web: "plain@1", shop: "plain@1" })];
  const amounts = (mode: "half-up" | "half-even" | "up" | "down", of: "line" | "invoice"): string[] => {
    const { lines, net } = invoiceOf(orderOf("2026-01", { changes, prices, billing: billingTermsOf({ mode, of }) }));
    return [...lines.map(({ amount }) => amount), net];
  };

  test("of lines and of the invoice differ where each line's rounding does", () => {
    // 100 × 11 ÷ 31 = 35.483… of shop's month is over.
    expect(amounts("half-up", "line")).toEqual(["100.00", "64.52", "164.52"]);
    expect(amounts("up", "line")).toEqual(["100.00", "64.51", "164.51"]);
    expect(amounts("up", "invoice")).toEqual(["100.00", "64.52", "164.52"]);
    expect(amounts("down", "invoice")).toEqual(["100.00", "64.51", "164.51"]);
  });
});

describe("metered use", () => {
  const changes = [change("2026-01-01", "standard@2")];
  const meterLines = (usage: UsageSum[], billed?: string) =>
    invoiceOf(
      orderOf("2026-02", {
        changes,
        prices,
        usage,
        billed:
          billed === undefined
            ? []
            : [{ subscription: "web", meter: "storageGiB", period: "2026-01", quantity: billed, records: 1 }],
      }),
    )
      .lines.filter(({ kind }) => kind === "meter")
      .map(({ quantity, unitPrice, amount }) => [quantity, unitPrice, amount]);

  test("is charged at one price for all of it by volume, at a band's bound by that band", () => {
    expect(meterLines([used("2026-02", "110")])).toEqual([["100", "0.50", "50.00"]]);
    expect(meterLines([used("2026-02", "110.001")])).toEqual([["100.001", "1.00", "100.00"]]);
  });

  test("that comes late takes back what was billed at a price that all of it no longer has", () => {
    expect(meterLines([used("2026-01", "20")], "100")).toEqual([
      ["-90", "0.50", "-45.00"],
      ["110", "1.00", "110.00"],
    ]);
  });

  test("of what nobody bills, or of later months, is a note; the rest is billed", () => {
    const { lines, notes, metered } = invoiceOf(
      orderOf("2026-02", {
        changes,
        prices,
        usage: [
          used("2026-02", "12"),
          used("2026-02", "7", { meter: "requests" }),
          used("2026-02", "3", { subscription: "shop" }),
          used("2025-12", "4"),
        ],
      }),
    );
    expect(lines.map(({ amount }) => amount)).toEqual(["101.00", "1.00"]);
    expect(metered.map(({ quantity }) => quantity)).toEqual(["12"]);
    expect(notes).toEqual([
      { subject: "web: requests", text: "7 in 2026-02 are not billed: no tier of web bills it in that month." },
      {
        subject: "shop: storageGiB",
        text: "3 in 2026-02 are not billed: the tenant has no subscription shop, and never had.",
      },
      { subject: "web: storageGiB", text: "4 in 2025-12 are not billed: no tier of web bills it in that month." },
    ]);
  });

  test("that nobody reported is named", () => {
    expect(invoiceOf(orderOf("2026-02", { changes, prices })).notes).toEqual([
      { subject: "web: storageGiB", text: "No use in 2026-02 was reported, and none is billed." },
    ]);
  });
});

test("another version inside a period is billed for its own days, and the invoice says so", () => {
  const changes = [change("2026-01-01", "standard@1"), change("2026-02-15", "standard@2")];
  const { lines, notes } = invoiceOf(orderOf("2026-02", { changes, prices, usage: [used("2026-02", "0")] }));
  expect(lines.map(({ item, explanation }) => [item, explanation])).toEqual([
    ["web: iaas standard@1", "100.00 EUR × 14 of 28 days = 50.00 EUR."],
    [
      "web: iaas standard@2",
      "101.00 EUR × 28 of 28 days less × 14 of 28 days, each rounded: 101.00 − 50.50 = 50.50 EUR.",
    ],
    [
      "web: storageGiB in 2026-02",
      "0 storageGiB were used; 10 × 14 of 28 days + 10 × 14 of 28 days = 10 are included; prices up to 100 and beyond, one for all: 0 × 0.50 EUR = 0.00 EUR.",
    ],
  ]);
  expect(notes).toEqual([
    {
      subject: "web",
      text: "From 2026-02-15 on it is standard@2 (101.00 EUR a month) instead of standard@1 (100.00 EUR a month); each is billed for its own days.",
    },
  ]);
});

describe("what was agreed", () => {
  const changes = [change("2026-01-01", "plain@1")];
  const billed = (agreed: Parameters<typeof customerOf>[0]) =>
    invoiceOf(orderOf("2026-02", { changes, prices, customer: customerOf(agreed) })).lines.map(
      ({ kind, amount, from, to }) => `${kind} ${amount} ${from} ${to}`,
    );

  test("a price in the tier's place counts on its days, the last among them", () => {
    expect(billed({ prices: [{ subscription: "web", monthly: 70, from: "2026-01-15", to: "2026-02-14" }] })).toEqual([
      "flat 35.00 2026-02-01 2026-02-15",
      "flat 50.00 2026-02-15 2026-03-01",
    ]);
  });

  test("a discount takes no more than there is, and none outside of its days", () => {
    const discount = { reason: "Pilot", combines: false };
    expect(billed({ discounts: [{ ...discount, monthly: 500 }] })).toEqual([
      "flat 100.00 2026-02-01 2026-03-01",
      "discount -100.00 2026-02-01 2026-03-01",
    ]);
    expect(billed({ discounts: [{ ...discount, percent: 10, from: "2026-03-01" }] })).toHaveLength(1);
  });
});

describe("credits for service levels", () => {
  const order = orderOf("2026-02", { changes: [change("2026-01-01", "plain@1")], prices });
  const credit = { subscription: "web", month: "2026-02", amount: "10.00", currency: "EUR", why: "It was down." };

  test("are given after all else, or their absence is named", () => {
    const wrong = [
      { ...credit, currency: "USD" },
      { ...credit, subscription: "shop" },
    ];
    const { lines, net, notes } = invoiceOf({ ...order, credits: [credit, ...wrong] });
    expect(lines.at(-1)).toMatchObject({ kind: "credit", quantity: "-1", unitPrice: "10.00", amount: "-10.00" });
    expect(net).toBe("90.00");
    expect(notes.map(({ text }) => text)).toEqual([
      "The credit of 10.00 USD for 2026-02 is not given here: it is not in EUR.",
      "The credit of 10.00 EUR for 2026-02 is not given here: the tenant has no such subscription, and never had.",
    ]);
  });

  test("are not given where billing takes none off", () => {
    const billing = billingTermsOf({ mode: "half-up", of: "line" }, false);
    expect(invoiceOf({ ...order, billing, credits: [credit] }).net).toBe("100.00");
  });
});
