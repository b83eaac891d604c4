import type { CostBasis } from "../estate/costBasis.ts";
import { decimal } from "../money/amount.ts";
import { ownValue } from "../ownValue.ts";
import type { ResolvedSubscription, ResolvedTenant } from "../resolve/resolvedTenant.ts";
import { costLine, exactly, known, together, type Costed } from "./costLine.ts";
import { equalParts } from "./equalParts.ts";
import type { UnitCosts } from "./unitCosts.ts";

/**
 * What looking after one subscription takes: the hours that are expected of its support plan, by the tenant where the estate says so,
 * else by the service, else by the plan; and its part of the tools that each tenant has.
 */
export function supportCost(
  tenant: ResolvedTenant,
  subscription: ResolvedSubscription,
  { support }: CostBasis,
  unitCosts: UnitCosts,
): Costed {
  const { plan } = subscription.support;
  const { region } = subscription.cell;
  const subject = `support plan ${plan}`;
  if (support === undefined) {
    return { lines: [], gaps: [{ subject, reason: "the estate has no pricebook/support-costs.yaml" }] };
  }
  const hours =
    ownValue(support.tenants, tenant.id) ??
    ownValue(support.services, subscription.service)?.[plan] ??
    support.plans[plan];
  const answered =
    hours === undefined
      ? { lines: [], gaps: [{ subject, reason: "pricebook/support-costs.yaml does not say what hours it takes" }] }
      : costLine(
          { part: subject, source: "support", type: null, rate: support.rate, unit: "hour", quantity: hours, region },
          unitCosts,
        );
  const count = tenant.subscriptions.length;
  const index = tenant.subscriptions.indexOf(subscription);
  const tools = support.tools.map(({ part, rate }) => toolLine({ part, rate, region, count, index }, unitCosts));
  return together([answered, ...tools]);
}

interface Tool {
  readonly part: string;
  readonly rate: string;
  readonly region: string;
  /** Among how many subscriptions it is divided. */
  readonly count: number;
  /** Which of them this one is. */
  readonly index: number;
}

function toolLine({ part, rate, region, count, index }: Tool, unitCosts: UnitCosts): Costed {
  const quantity = { low: 1, expected: 1, high: 1 };
  const whole = costLine({ part, source: "tools", type: null, rate, unit: "month", quantity, region }, unitCosts);
  const lines = whole.lines.map((line) => {
    if (line.amount === null) return line;
    const share = equalParts(decimal(1), decimal(line.amount.expected), count)[index];
    if (share === undefined) throw new RangeError("a subscription is one of its tenant's");
    return { ...line, quantity: exactly(share.quantity), amount: known(share.amount) };
  });
  return { lines, gaps: whole.gaps };
}
