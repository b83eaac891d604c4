import { decimal } from "../money/amount.ts";
import { fraction, isAbove, less, sumOf } from "../money/fraction.ts";
import { worthOf, type Charge } from "./charge.ts";
import type { InvoiceOrder } from "./order.ts";
import { prorate } from "./prorate.ts";
import { recordOn } from "./record.ts";
import type { Reductions } from "./reductions.ts";
import { segmentsOf } from "./segments.ts";
import { exactText, payable, type BillingTerms } from "./terms.ts";

/**
 * What is missing at the agreed minimum, if anything is: of the days on which the tenant is active and has subscriptions, after discounts,
 * before credits, and without late use of earlier periods.
 */
export function minimumCharge(
  charges: readonly Charge[],
  { left }: Reductions,
  order: InvoiceOrder,
  terms: BillingTerms,
): Charge | undefined {
  const { minimumMonthly } = order.customer;
  if (minimumMonthly === undefined) return undefined;
  const edges = order.changes.map(({ on }) => on);
  const active = segmentsOf(terms.period, edges, (day) => {
    const change = recordOn(order.changes, day);
    return change?.state === "active" && change.subscriptions.length > 0 ? true : undefined;
  });
  const [first, last] = [active[0], active.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const parts = active.map((segment) => prorate(decimal(minimumMonthly), segment, terms));
  const minimum = sumOf(parts.map((part) => worthOf(part, terms)));
  const worth = sumOf(charges.map((charge) => worthOf(charge, terms)));
  const rest = sumOf(left);
  // As the lines have it: each is rounded, and so is what is taken off.
  const charged = terms.of === "line" ? less(worth, fraction(payable(less(worth, rest), terms))) : rest;
  if (!isAbove(minimum, charged)) return undefined;
  const exact = less(minimum, charged);
  return {
    line: {
      kind: "minimum",
      subscription: null,
      service: null,
      tier: null,
      item: "Up to the agreed minimum",
      from: first.from,
      to: last.to,
      quantity: "1",
      unit: "one",
      unitPrice: "0",
      per: "1",
      explanation: `The minimum is ${parts.map(({ formula }) => formula).join(" + ")}; ${exactText(charged, terms)} are charged after discounts, so ${exactText(exact, terms)} are missing.`,
    },
    exact,
    alone: payable(exact, terms),
  };
}
