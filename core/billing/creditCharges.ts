import { decimal } from "../money/amount.ts";
import { fraction } from "../money/fraction.ts";
import type { Charge } from "./charge.ts";
import type { SlaCredit } from "./order.ts";
import { daysOfMonth } from "./period.ts";
import { payable, type BillingTerms } from "./terms.ts";

/** What is given back for months in which a promised service level was missed. */
export function creditCharges(credits: readonly SlaCredit[], terms: BillingTerms): Charge[] {
  return credits.map(({ subscription, month, amount, why }) => {
    const exact = fraction(decimal(amount).times(-1));
    return {
      line: {
        kind: "credit",
        subscription,
        service: null,
        tier: null,
        item: `${subscription}: credit for the service level of ${month}`,
        ...daysOfMonth(month),
        quantity: "-1",
        unit: "one",
        unitPrice: amount,
        per: "1",
        explanation: why,
      },
      exact,
      alone: payable(exact, terms),
    };
  });
}
