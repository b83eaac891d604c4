import type { Balance, CostLine, SubscriptionCost, TenantCost } from "../../core/results/cost.ts";

/** A balance of whole amounts with nothing missing. */
export const balanceOf = (price: string, expected: string, more: Partial<Balance> = {}): Balance => ({
  price,
  cost: { low: expected, expected, high: expected },
  support: "0.00",
  margin: String(Number(price) - Number(expected)),
  marginPercent: Number(price) === 0 ? null : (((Number(price) - Number(expected)) / Number(price)) * 100).toFixed(1),
  hourly: "0.0000",
  example: false,
  gaps: [],
  ...more,
});

/** A line of cost that is known. */
export const lineOf = (part: string, amount: string, source: CostLine["source"] = "resources"): CostLine => ({
  part,
  source,
  type: null,
  rate: "a.rate.month",
  unit: "month",
  quantity: { low: "1", expected: "1", high: "1" },
  unitCost: amount,
  amount: { low: amount, expected: amount, high: amount },
  example: false,
});

/** A tenant with one subscription named web. */
export const tenantCostOf = (
  tenant: string,
  balance: Balance,
  lines: readonly CostLine[] = [],
  more: Partial<SubscriptionCost> = {},
): TenantCost => ({
  tenant,
  region: "eu-central-1",
  currency: "EUR",
  balance,
  subscriptions: [
    { subscription: "web", service: "iaas", tier: "standard@1", cell: "main", balance, lines: [...lines], ...more },
  ],
});
