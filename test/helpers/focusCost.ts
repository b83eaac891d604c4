/** The costs of a tenant, by hand: resources, a share of a cell, support, and one thing without a rate. */
import type { CostLine, TenantCost } from "../../core/results/cost.ts";

const same = (text: string): CostLine["quantity"] => ({ low: text, expected: text, high: text });

const gaps = [{ subject: "aws.backup.gibMonth", reason: "backup: no price book has it" }];

const balance: TenantCost["balance"] = {
  price: "490.00",
  cost: { low: "126.3333", expected: "181.1233", high: "276.3333" },
  support: "90.00",
  margin: "308.8767",
  marginPercent: "63.0",
  hourly: "0.2481",
  example: true,
  gaps,
};

/** What tenant acme costs a month. */
export const exampleCost: TenantCost = {
  tenant: "acme",
  region: "eu-central-1",
  currency: "EUR",
  balance,
  subscriptions: [
    {
      subscription: "main",
      service: "iaas",
      tier: "standard@2",
      cell: "fra-1",
      balance,
      lines: [
        {
          part: "database main",
          source: "resources",
          type: "aws:rds/instance:Instance",
          rate: "aws.rds.instance.db.t4g.medium.hour",
          unit: "hour",
          quantity: same("730"),
          unitCost: "0.123",
          amount: { low: "80.00", expected: "89.79", high: "95.00" },
          example: false,
        },
        {
          part: "cell fra-1",
          source: "cell",
          type: null,
          rate: "cell.fra-1.vcpu",
          unit: "vcpu",
          quantity: same("1"),
          unitCost: "1.3333333333",
          amount: same("1.3333333334"),
          example: true,
        },
        {
          part: "support",
          source: "support",
          type: null,
          rate: "support.business.hour",
          unit: "hour",
          quantity: { low: "0.5", expected: "1", high: "2" },
          unitCost: "90.00",
          amount: { low: "45.00", expected: "90.00", high: "180.00" },
          example: true,
        },
        {
          part: "backup",
          source: "resources",
          type: "aws:backup/plan:Plan",
          rate: "aws.backup.gibMonth",
          unit: "gibMonth",
          quantity: same("10"),
          unitCost: null,
          amount: null,
          example: false,
        },
      ],
    },
  ],
};
