import type { MeteredUsage } from "../results/invoice.ts";
import type { LedgerEntry } from "./ledger.ts";
import type { BillingPeriod } from "./period.ts";
import type { UsageSum } from "./usage.ts";

/** What of a tenant's usage an invoice bills. */
export interface TenantUsage {
  /** Of the period's months, and what came late of months whose invoice has been issued. */
  readonly usage: readonly UsageSum[];
  /** What invoices that count have billed of the months that late usage is of. */
  readonly billed: readonly MeteredUsage[];
  /** Usage of earlier months that no invoice is of yet: it waits for theirs. */
  readonly waiting: readonly UsageSum[];
}

/**
 * Divides what was used and is not billed. Later months are left out: their own invoices bill them.
 *
 * @param counting the tenant's invoices that count.
 */
export function tenantUsage(
  sums: readonly UsageSum[],
  period: Pick<BillingPeriod, "from" | "to">,
  counting: readonly LedgerEntry[],
): TenantUsage {
  const dayOf = (month: string): string => `${month}-01`;
  const isLate = (month: string): boolean => counting.some(({ from, to }) => from <= dayOf(month) && dayOf(month) < to);
  const own = sums.filter(({ period: month }) => period.from <= dayOf(month) && dayOf(month) < period.to);
  const earlier = sums.filter(({ period: month }) => dayOf(month) < period.from);
  const late = earlier.filter(({ period: month }) => isLate(month));
  const key = (of: { subscription: string; meter: string; period: string }): string =>
    JSON.stringify([of.subscription, of.meter, of.period]);
  const wanted = new Set(late.map(key));
  return {
    usage: [...own, ...late],
    billed: counting.flatMap(({ metered }) => metered.filter((use) => wanted.has(key(use)))),
    waiting: earlier.filter(({ period: month }) => !isLate(month)),
  };
}
