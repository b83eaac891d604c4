import { decimal, zero, type Decimal } from "../money/amount.ts";
import {
  fraction,
  isAbove,
  less,
  product,
  ratio,
  roundedFraction,
  smaller,
  sumOf,
  type Fraction,
} from "../money/fraction.ts";
import type { Discount } from "../schema/customer.ts";
import { plusDays } from "../calendarDays.ts";
import { worthOf, type Charge } from "./charge.ts";
import { edgesOf, isInForce } from "./inForce.ts";
import type { InvoiceOrder } from "./order.ts";
import { prorate } from "./prorate.ts";
import { billedOn, recordOn } from "./record.ts";
import { commonDays, countDays, segmentsOf, type Days } from "./segments.ts";
import { amountText, exactText, money, payable, type BillingTerms } from "./terms.ts";

/** What is taken off, and what is left of each charge. */
export interface Reductions {
  readonly discounts: readonly Charge[];
  /** In the order of the charges. */
  readonly left: readonly Fraction[];
}

/**
 * Discounts, in the order in which they are agreed: each of what those before it have left. One that is dated counts for a line by the
 * days of the line that it is in force on; an amount a month is prorated as flat prices are, and takes no more than there is.
 *
 * Where lines are rounded, a discount is what all discounts until it come to, rounded, less the same until the one before: together
 * they are rounded once, so that a larger charge never comes to a smaller bill.
 */
export function reductionsOf(charges: readonly Charge[], order: InvoiceOrder, terms: BillingTerms): Reductions {
  let left = charges.map((charge) => worthOf(charge, terms));
  let taken = fraction(zero);
  const discounts: Charge[] = [];
  for (const discount of order.customer.discounts) {
    const reduction = reductionOf(discount, charges, left, { order, terms });
    if (reduction === undefined) continue;
    const total = sumOf(reduction.parts);
    const until = sumOf([taken, total]);
    const alone = payable(until, terms).minus(payable(taken, terms));
    discounts.push({
      line: {
        kind: "discount",
        subscription: discount.subscription ?? null,
        service: null,
        tier: null,
        item: `${discount.subscription === undefined ? "" : `${discount.subscription}: `}${discount.reason}`,
        from: reduction.days.from,
        to: reduction.days.to,
        quantity: "-1",
        unit: "one",
        unitPrice: amountText(alone, terms),
        per: "1",
        explanation: `${reduction.formula}${roundedHow(taken, until, terms)}.`,
      },
      exact: less(fraction(zero), total),
      alone: alone.times(-1),
    });
    left = left.map((rest, index) => less(rest, reduction.parts[index] ?? fraction(zero)));
    taken = until;
  }
  return { discounts, left };
}

function roundedHow(taken: Fraction, until: Fraction, terms: BillingTerms): string {
  if (terms.of === "invoice") return "";
  const [before, after] = [payable(taken, terms), payable(until, terms)];
  if (!isAbove(taken, fraction(zero))) return `, rounded ${money(after, terms)}`;
  const difference = money(after.minus(before), terms);
  return `; with what is taken off before, rounded together: ${amountText(after, terms)} − ${amountText(before, terms)} = ${difference}`;
}

interface Reduction {
  /** What is taken from each charge. */
  readonly parts: readonly Fraction[];
  readonly days: Days;
  readonly formula: string;
}

interface Context {
  readonly order: InvoiceOrder;
  readonly terms: BillingTerms;
}

function reductionOf(
  discount: Discount,
  charges: readonly Charge[],
  left: readonly Fraction[],
  context: Context,
): Reduction | undefined {
  const days = daysOf(discount, context.terms.period, charges);
  const bases = charges.map(({ line }, index) => {
    const rest = left[index] ?? fraction(zero);
    if (discount.subscription !== undefined && line.subscription !== discount.subscription) return fraction(zero);
    const common = commonDays(line, days);
    return common === countDays(line) ? rest : product(rest, fraction(decimal(String(common)), countDays(line)));
  });
  const base = sumOf(bases);
  if (!isAbove(base, fraction(zero))) return undefined;
  if (discount.percent !== undefined) {
    const share = fraction(decimal(discount.percent), 100);
    const formula = `${String(discount.percent)} % of ${exactText(base, context.terms)} = ${exactText(product(base, share), context.terms)}`;
    return { parts: bases.map((part) => product(part, share)), days, formula };
  }
  return amountOff(discount, { bases, base, days }, context);
}

interface Bases {
  readonly bases: readonly Fraction[];
  readonly base: Fraction;
  readonly days: Days;
}

/** An amount a month, for the days on which it counts: at most all that there is, from each charge by its size. */
function amountOff(discount: Discount, { bases, base, days }: Bases, { order, terms }: Context): Reduction | undefined {
  const { monthly = 0, subscription } = discount;
  const edges = [...edgesOf(discount), ...order.changes.map(({ on }) => on)];
  const segments = segmentsOf(terms.period, edges, (day) => {
    const isBilled =
      subscription === undefined ? isBilledOn(order, day) : billedOn(order.changes, subscription, day) !== undefined;
    return isInForce(discount, day) && isBilled ? true : undefined;
  });
  const parts = segments.map((segment) => prorate(decimal(monthly), segment, terms));
  const full = sumOf(parts.map((part) => worthOf(part, terms)));
  if (!isAbove(full, fraction(zero))) return undefined;
  const total = smaller(full, base);
  const formula = `${parts.map((part) => part.formula).join(" + ")}${isAbove(full, base) ? `, and no more than the ${exactText(base, terms)} that there are` : ""}`;
  return { parts: divided(total, base, bases), days, formula };
}

/** Of more digits than this an exact share is no more: each further amount would double them. */
const mostDigits = 300;

/**
 * What each charge gets of an amount by its size: exactly, or where that has too many digits with forty decimals, and the last the rest.
 * In either case the parts add up to the amount.
 */
function divided(total: Fraction, base: Fraction, bases: readonly Fraction[]): Fraction[] {
  const share = ratio(total, base);
  if (share.divisor.e < mostDigits) return bases.map((part) => product(part, share));
  const last = bases.findLastIndex(({ dividend }) => !dividend.eq(0));
  const cut = bases.map((part, index) => fraction(index === last ? zero : cutShare(part, share)));
  const rest = less(total, sumOf(cut));
  return cut.map((part, index) => (index === last ? rest : part));
}

function cutShare(part: Fraction, share: Fraction): Decimal {
  const exact = { dividend: part.dividend.times(share.dividend), divisor: part.divisor.times(share.divisor) };
  return roundedFraction(exact, 40, "down");
}

/** Whether anything is billed on a day. */
function isBilledOn({ changes }: Pick<InvoiceOrder, "changes">, day: string): boolean {
  const change = recordOn(changes, day);
  return change !== undefined && change.state !== "offboarded" && change.subscriptions.length > 0;
}

/** The days on which a discount counts, of those that the charges are of. */
function daysOf({ from, to }: Discount, period: Days, charges: readonly Charge[]): Days {
  const first = charges.map(({ line }) => line.from).toSorted()[0] ?? period.from;
  const last =
    charges
      .map(({ line }) => line.to)
      .toSorted()
      .at(-1) ?? period.to;
  const after = to === undefined ? last : plusDays(to, 1);
  return { from: from === undefined || from < first ? first : from, to: after > last ? last : after };
}
