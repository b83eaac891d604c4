import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { estateCosts } from "../../../../core/cost/estateCosts.ts";
import type { CostBasis } from "../../../../core/estate/costBasis.ts";
import type { Consumption, Usage } from "../../../../core/kinds/consumption.ts";
import type { Json } from "../../../../core/kinds/serviceKind.ts";
import { decimal, sum } from "../../../../core/money/amount.ts";
import { tenantCost, type TenantCost } from "../../../../core/results/cost.ts";
import type { CellCosts } from "../../../../core/schema/cellCosts.ts";
import { baseTexts } from "../../../helpers/estateFiles.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";
import { costBasis, kindsThatUse, priceBook } from "../../../helpers/costs.ts";

const day = "2026-12-01";
const estate = baseEstate();

/** Infrastructure has a gateway, traffic through it, and a thing that nothing says anything of; a platform nothing of its own. */
const uses = (bundle: Json, usage: Usage): readonly Consumption[] => {
  if (bundle === null || typeof bundle !== "object" || !("network" in bundle)) return [];
  const traffic = usage["traffic"] ?? { low: 10, expected: 50, high: 200 };
  const hours = { low: 730, expected: 730, high: 730 };
  return [
    {
      part: "gateway",
      type: "aws:ec2/natGateway:NatGateway",
      count: 1,
      charges: [
        { rate: "gateway.hour", unit: "hour", quantity: hours },
        { rate: "traffic.gib", unit: "gib", quantity: traffic },
        { rate: "copy.gib", region: "eu-west-1", unit: "gib", quantity: hours },
      ],
    },
    { part: "gateway", type: "aws:ec2/subnet:Subnet", count: 2, charges: [], free: "Subnets are free." },
    { part: "robot", type: "aws:ec2/robot:Robot", count: 1, charges: [] },
  ];
};
const kinds = kindsThatUse(uses);

const cell: CellCosts = {
  cell: "eu-shared-1",
  resources: [
    { part: "nodes", rate: "nodes.hour", quantity: 1460 },
    { part: "control plane", rate: "plane.month", quantity: 1 },
  ],
  overheadPercent: 10,
  targetUtilisationPercent: 80,
  weights: { vcpu: 50, memoryGiB: 30, storageGiB: 20 },
  ownNodes: [],
};

const basis: CostBasis = costBasis({
  priceBooks: [
    priceBook({ "gateway.hour": 0.045, "traffic.gib": 0.01 }, { currency: "USD", region: "eu-central-1" }),
    priceBook({ "nodes.hour": 1, "plane.month": 540, "support.hour": 80, "tools.month": 12.5 }),
    priceBook({ "copy.gib": 0.02 }, { region: "eu-west-1", source: { kind: "example" } }),
  ],
  exchangeRates: [{ from: "USD", to: "EUR", rate: 0.92, validFrom: "2026-01-01", source: { kind: "example" } }],
  cells: [cell],
  support: {
    rate: "support.hour",
    plans: { business: { low: 0.5, expected: 1, high: 3 } },
    services: { paas: { business: { low: 0, expected: 0.25, high: 1 } } },
    tenants: { acme: { low: 1, expected: 2, high: 4 } },
    tools: [{ part: "monitoring", rate: "tools.month" }],
  },
});

const costsWith = (costs: CostBasis, of = estate) => estateCosts({ ...of, costs }, kinds, day);
const costOf = (id: string, costs = basis, of = estate): TenantCost => {
  const tenant = of.tenants.find(({ resolved }) => resolved.id === id);
  if (tenant === undefined) throw new Error(`the estate has no ${id}`);
  return tenantCost.parse(costsWith(costs, of).costOf(tenant.resolved));
};
/** Lines in short, those of each tenant's first subscription. */
const linesOf = ({ subscriptions }: TenantCost, index = 0): string[] =>
  (subscriptions[index]?.lines ?? []).map(
    ({ part, rate, quantity, unitCost, amount, example }) =>
      `${part} ${rate} ${quantity.expected} × ${unitCost ?? "?"} = ${amount?.expected ?? "?"}${example ? " example" : ""}`,
  );

describe("a tenant's cost", () => {
  test("is that of what its bundle uses, by the rates of its region or of the charge's, and of its support and tools", () => {
    const cost = costOf("acme");
    expect(linesOf(cost)).toEqual([
      "gateway gateway.hour 730 × 0.0414 = 30.222 example",
      "gateway traffic.gib 50 × 0.0092 = 0.46 example",
      "gateway copy.gib 730 × 0.02 = 14.60 example",
      "support plan business support.hour 2 × 80.00 = 160.00",
      "monitoring tools.month 1 × 12.50 = 12.50",
    ]);
    // 30.222 + 0.46 + 14.6 + 160 + 12.5 = 217.782; low 30.222 + 0.092 + 14.6 + 80 + 12.5, high 30.222 + 1.84 + 14.6 + 320 + 12.5.
    expect(cost.balance).toEqual({
      price: "490.00",
      cost: { low: "137.41", expected: "217.78", high: "379.16" },
      support: "172.50",
      margin: "272.22",
      marginPercent: "55.6",
      hourly: "0.2983",
      example: true,
      gaps: [{ subject: "aws:ec2/robot:Robot", reason: "robot: nothing says what is paid for it" }],
    });
    expect(cost.subscriptions[0]).toMatchObject({ tier: "standard@1", cell: "eu-central-1-main", service: "iaas" });
  });

  test("of something shared is its share of the cell, and tools are divided among its subscriptions", () => {
    // (1460 + 540) × 1.1 = 2200: 1100 for 51.2 processors that are meant to be sold, 660 for 204.8 GiB, 440 for 1600 GiB.
    expect(linesOf(costOf("globex"))).toEqual([
      "share of eu-shared-1: vcpu cell.eu-shared-1.vcpu 8 × 21.484375 = 171.875",
      "share of eu-shared-1: memoryGiB cell.eu-shared-1.memoryGiB 16 × 3.22265625 = 51.5625",
      "share of eu-shared-1: storageGiB cell.eu-shared-1.storageGiB 100 × 0.275 = 27.50",
      "support plan business support.hour 0.25 × 80.00 = 20.00",
      "monitoring tools.month 1 × 12.50 = 12.50",
    ]);
    const initech = costOf("initech");
    expect(linesOf(initech, 1).slice(2)).toEqual([
      "share of eu-shared-1: storageGiB cell.eu-shared-1.storageGiB 20 × 0.275 = 5.50",
      "support plan business support.hour 0.25 × 80.00 = 20.00",
      "monitoring tools.month 0.5 × 12.50 = 6.25",
    ]);
    expect(initech.subscriptions.map(({ balance }) => balance.cost.expected)).toEqual(["131.53", "87.61"]);
    expect(initech.balance.cost.expected).toBe("219.14");
  });

  test("of what has no rate is a named gap, never a silent zero", () => {
    const cost = costOf("globex", costBasis());
    expect(cost.balance.cost.expected).toBe("0.00");
    expect(cost.balance.gaps).toEqual([
      { subject: "cell eu-shared-1", reason: "pricebook/cell-costs.yaml does not say what it costs" },
      { subject: "support plan business", reason: "the estate has no pricebook/support-costs.yaml" },
    ]);
    const { priceBooks, ...rest } = basis;
    expect(priceBooks).toHaveLength(3);
    const { gaps, example } = costOf("acme", { ...rest, priceBooks: [] }).balance;
    expect(gaps.map(({ subject, reason }) => `${subject} - ${reason}`)).toEqual([
      "aws:ec2/robot:Robot - robot: nothing says what is paid for it",
      "copy.gib - gateway: no price book has it in eu-west-1 on 2026-12-01",
      "gateway.hour - gateway: no price book has it in eu-central-1 on 2026-12-01",
      "support.hour - support plan business: no price book has it in eu-central-1 on 2026-12-01",
      "tools.month - monitoring: no price book has it in eu-central-1 on 2026-12-01",
      "traffic.gib - gateway: no price book has it in eu-central-1 on 2026-12-01",
    ]);
    expect(example).toBe(false);
    const plans = costOf("initech", { ...basis, support: { ...support(), plans: {}, tools: [] } });
    expect(plans.subscriptions[0]?.balance.gaps[1]).toEqual({
      subject: "support plan business",
      reason: "pricebook/support-costs.yaml does not say what hours it takes",
    });
  });

  test("takes from what the estate assumes: the tenant's before the tier's before the kind's usual", () => {
    const range = (expected: number) => ({ traffic: { low: 0, expected, high: 1000 } });
    const traffic = (usage: CostBasis["usage"]) => linesOf(costOf("acme", { ...basis, usage }))[1];
    expect(traffic({ tiers: { "iaas/standard": range(70) }, tenants: {} })).toContain(" 70 × ");
    expect(traffic({ tiers: { "iaas/standard": range(70) }, tenants: { acme: range(90) } })).toContain(" 90 × ");
    expect(traffic({ tiers: { "iaas/starter": range(70) }, tenants: { initech: range(90) } })).toContain(" 50 × ");
  });

  test("is in the currency of its contract, price and all", () => {
    const dollars = baseTexts()["tenants/acme.yaml"]?.replace("currency: EUR", "currency: USD");
    const other = baseEstate({ "tenants/acme.yaml": dollars });
    const cost = costOf("acme", basis, other);
    expect(cost.currency).toBe("USD");
    expect(linesOf(cost)[0]).toBe("gateway gateway.hour 730 × 0.045 = 32.85");
    expect(cost.balance.price).toBe("0.00");
    expect(cost.balance.gaps).toContainEqual({
      subject: "price of standard@1",
      reason: "there is no exchange rate from EUR",
    });
    const exchangeRates = [
      { from: "EUR", to: "USD", rate: 1.1, validFrom: "2026-01-01", source: { kind: "contract", title: "A bank's" } },
    ] as const;
    expect(costOf("acme", { ...basis, exchangeRates }, other).balance).toMatchObject({
      price: "539.00",
      // 32.85 + 0.5 + 14.6 × 1.1 + 160 × 1.1 + 12.5 × 1.1
      cost: { expected: "239.16" },
      margin: "299.84",
    });
  });

  test("stays while the tenant is suspended or gone, and its price falls", () => {
    const acme = baseTexts()["tenants/acme.yaml"] ?? "";
    const suspended = acme.replace("  ring:", "  state: suspended\n  ring:");
    const tier = baseTexts()["catalogue/iaas/standard@1.yaml"]?.replace(
      "monthly: 490,",
      "monthly: 490, suspendedPercent: 30,",
    );
    const other = baseEstate({
      "tenants/acme.yaml": suspended,
      "catalogue/iaas/standard@1.yaml": tier,
      "catalogue.lock": undefined,
    });
    expect(costOf("acme", basis, other).balance).toMatchObject({
      price: "147.00",
      cost: { expected: "217.78" },
      margin: "-70.78",
    });
    const [acmeNow] = other.tenants;
    if (acmeNow === undefined) throw new Error("the estate has no tenants");
    const resolved = { ...acmeNow.resolved, state: "offboarded" } as const;
    expect(costsWith(basis).costOf(resolved).balance).toMatchObject({
      price: "0.00",
      margin: "-217.78",
      marginPercent: null,
    });
  });
});

describe("a cell", () => {
  test("is borne by those who have ordered shares of it, and the rest is unsold", () => {
    const [month] = costsWith(basis).cells;
    expect(month?.cost.toFixed()).toBe("2200");
    expect(month?.unsold.toFixed()).toBe("1887.703125");
    // 10/64 × 50 + 20/256 × 30 + 120/2000 × 20
    expect(month?.soldPercent.toFixed()).toBe("11.35625");
    const borne = [...(month?.borne.values() ?? [])].flatMap(({ lines }) =>
      lines.map(({ amount }) => amount?.expected ?? "0"),
    );
    expect(
      sum(borne.map(decimal))
        .plus(month?.unsold ?? 0)
        .toFixed(),
    ).toBe("2200");
    expect(month?.example).toBe(false);
  });

  test("that lacks a rate says so to everybody in it", () => {
    const withoutNodes = { ...basis, priceBooks: [priceBook({ "plane.month": 540 })] };
    const reason = "cell eu-shared-1: nodes: no price book has it in eu-central-1 on 2026-12-01";
    expect(costOf("globex", withoutNodes).balance.gaps).toContainEqual({ subject: "nodes.hour", reason });
    expect(costsWith(withoutNodes).cells[0]?.gaps).toEqual([{ subject: "nodes.hour", reason }]);
    expect(costsWith(withoutNodes).cells[0]?.cost.toFixed()).toBe("594");
  });

  test("has nodes of one tenant's own, which that tenant bears alone, and the provider where nothing runs on them", () => {
    const ownNodes = [{ tenant: "globex", resources: [{ part: "nodes", rate: "nodes.hour", quantity: 730 }] }];
    const costs = { ...basis, cells: [{ ...cell, ownNodes }] };
    const idle = costsWith(costs).cells[0];
    expect([idle?.cost.toFixed(), idle?.unsold.toFixed()]).toEqual(["3003", "2690.703125"]);
    const tenants = estate.tenants.map((tenant) => ({
      ...tenant,
      claims: tenant.claims.map((located) =>
        located.claim.type === "capacity" && tenant.resolved.id === "globex" && located.claim.resource !== "storageGiB"
          ? { ...located, claim: { ...located.claim, pool: "own" as const } }
          : located,
      ),
    }));
    const other = { ...estate, tenants };
    expect(linesOf(costOf("globex", costs, other)).slice(0, 3)).toEqual([
      "share of eu-shared-1: storageGiB cell.eu-shared-1.storageGiB 100 × 0.275 = 27.50",
      "own nodes in eu-shared-1: nodes nodes.hour 730 × 1.00 = 730.00",
      "own nodes in eu-shared-1: overhead cell.eu-shared-1.overheadPercent 10 × 7.30 = 73.00",
    ]);
    expect(costsWith(costs, other).cells[0]?.cost.toFixed()).toBe("2200");
    expect(costOf("globex", basis, other).balance.gaps).toEqual([
      { subject: "own nodes in eu-shared-1", reason: "pricebook/cell-costs.yaml does not say what they cost" },
    ]);
  });

  test("has them for all of that tenant's subscriptions that run on them, in equal parts that add up", () => {
    const resources = [{ part: "nodes", rate: "nodes.hour", quantity: 730 }];
    const costs = { ...basis, cells: [{ ...cell, ownNodes: [{ tenant: "globex", resources }] }] };
    const [first] = estate.tenants.flatMap(({ resolved, claims }) => (resolved.id === "globex" ? claims : []));
    if (first === undefined) throw new Error("globex claims nothing");
    /** What subscriptions of globex bear, each of which claims two processors and one GiB of those nodes. */
    const borneBy = (...names: string[]): Record<string, string[]> => {
      const claims = names.flatMap((name) =>
        (["vcpu", "memoryGiB"] as const).map((resource, index) => ({
          owner: `globex/${name}`,
          cell: first.cell,
          claim: { type: "capacity", resource, amount: 2 - index, pool: "own", path: [] } as const,
        })),
      );
      const tenants = estate.tenants.map((tenant) =>
        tenant.resolved.id === "globex" ? { ...tenant, claims } : tenant,
      );
      const [month] = estateCosts({ ...estate, costs, tenants }, kinds, day).cells;
      return Object.fromEntries(
        names.map((name) => [
          name,
          (month?.borne.get(`globex/${name}`)?.lines ?? []).map(
            ({ quantity, amount }) => `${quantity.expected} for ${amount?.expected ?? "no rate"}`,
          ),
        ]),
      );
    };
    expect(borneBy("apps")).toEqual({ apps: ["730 for 730.00", "10 for 73.00"] });
    const half = ["365 for 365.00", "5 for 36.50"];
    expect(borneBy("apps", "more")).toEqual({ apps: half, more: half });
    const third = ["243.3333333333 for 243.3333333333", "3.3333333333 for 24.3333333333"];
    expect(borneBy("apps", "more", "most")).toEqual({
      apps: ["243.3333333333 for 243.3333333334", "3.3333333333 for 24.3333333334"],
      more: third,
      most: third,
    });
  });
});

function support(): NonNullable<CostBasis["support"]> {
  if (basis.support === undefined) throw new Error("the basis has support");
  return basis.support;
}

describe("whatever the rates are", () => {
  const names = ["gateway.hour", "traffic.gib", "copy.gib", "nodes.hour", "plane.month", "support.hour", "tools.month"];
  const rate = fc.integer({ min: 0, max: 10 ** 9 }).map((units) => units / 10 ** 6);
  const rates = fc
    .tuple(...names.map(() => rate))
    .map((all) => Object.fromEntries(names.map((name, index) => [name, all[index] ?? 0])));
  const all = (of: Readonly<Record<string, number>>): TenantCost[] => {
    const costs = costsWith({ ...basis, priceBooks: [priceBook(of)] });
    return estate.tenants.map(({ resolved }) => costs.costOf(resolved));
  };

  test("raising one never lowers a cost", () => {
    fc.assert(
      fc.property(rates, fc.constantFrom(...names), fc.integer({ min: 0, max: 10 ** 6 }), (before, name, more) => {
        const after = {
          ...before,
          [name]: Number(
            decimal(before[name] ?? 0)
              .plus(decimal(more).times("0.000001"))
              .toFixed(),
          ),
        };
        const [low, high] = [all(before), all(after)];
        low.forEach(({ balance: { cost } }, index) => {
          const raised = high[index]?.balance.cost;
          for (const bound of ["low", "expected", "high"] as const) {
            expect(decimal(raised?.[bound] ?? 0).gte(decimal(cost[bound]))).toBe(true);
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  test("one that is missing is a gap, and the cost is that of a rate of nothing", () => {
    fc.assert(
      fc.property(rates, fc.constantFrom(...names), (of, name) => {
        const without = Object.fromEntries(Object.entries(of).filter(([other]) => other !== name));
        const [missing, free] = [all(without), all({ ...of, [name]: 0 })];
        expect(missing.map(({ balance }) => balance.cost)).toEqual(free.map(({ balance }) => balance.cost));
        expect(missing.some(({ balance }) => balance.gaps.some(({ subject }) => subject === name))).toBe(true);
        expect(free.some(({ balance }) => balance.gaps.some(({ subject }) => subject === name))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  test("costs in a currency are those of rates that were brought into it by hand", () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 5000 }), (of, thousandths) => {
        const exchange = decimal(thousandths).times("0.001");
        const exchangeRates = [
          { from: "CHF", to: "EUR", rate: Number(exchange.toFixed()), validFrom: day, source: { kind: "example" } },
        ] as const;
        const byHand = Object.fromEntries(
          Object.entries(of).map(([name, cost]) => [name, Number(decimal(cost).times(exchange).toFixed())]),
        );
        const costs = costsWith({ ...basis, priceBooks: [priceBook(of, { currency: "CHF" })], exchangeRates });
        const exchanged = estate.tenants.map(({ resolved }) => costs.costOf(resolved).balance.cost);
        expect(exchanged).toEqual(all(byHand).map(({ balance }) => balance.cost));
      }),
      { numRuns: 40 },
    );
  });

  test("lines of subscriptions add up to their costs, and these to the tenant's", () => {
    fc.assert(
      fc.property(rates, (of) => {
        for (const { balance, subscriptions } of all(of)) {
          const lines = subscriptions.map((subscription) =>
            sum(subscription.lines.map(({ amount }) => decimal(amount?.expected ?? 0))).toFixed(2),
          );
          expect(lines).toEqual(subscriptions.map((subscription) => subscription.balance.cost.expected));
          expect(sum(lines.map(decimal)).toFixed(2)).toBe(balance.cost.expected);
        }
      }),
      { numRuns: 40 },
    );
  });
});
