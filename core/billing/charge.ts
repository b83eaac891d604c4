import type { Decimal } from "../money/amount.ts";
import { fraction, type Fraction } from "../money/fraction.ts";
import type { InvoiceLine } from "../results/invoice.ts";
import type { BillingTerms } from "./terms.ts";

/** What is charged by one line, before all lines are rounded together. */
export interface Charge {
  readonly line: Omit<InvoiceLine, "id" | "amount" | "tax">;
  /** The exact amount; negative for what is taken off. */
  readonly exact: Fraction;
  /** The amount of the line where lines are rounded. */
  readonly alone: Decimal;
  /** Whether it is use of an earlier period, which no minimum of this one counts. */
  readonly late?: boolean;
}

/** What a line, or a part of one, comes to before what is taken off, as its invoice rounds. */
export function worthOf({ exact, alone }: Pick<Charge, "exact" | "alone">, { of }: BillingTerms): Fraction {
  return of === "line" ? fraction(alone) : exact;
}
