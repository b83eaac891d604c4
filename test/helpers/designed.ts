import type { DesignedTier, DesignerDocument, DesignerPoint } from "../../core/results/designer.ts";

const point = (
  percent: number,
  usedPercent: string,
  costs: readonly [string, string, string],
  margin: string,
): DesignerPoint => ({
  percent,
  usedPercent,
  region: "eu-central-1",
  cell: "main",
  price: "100.00",
  cost: { low: costs[0], expected: costs[1], high: costs[2] },
  margin,
  marginPercent: margin.slice(0, -1),
});

const tierOf = (name: string, version: number, text: string): DesignedTier["tier"] => ({
  name,
  version,
  summary: text,
  isolation: "bridge",
  rings: ["general"],
  price: { monthly: 100, currency: "EUR", meters: [], suspendedPercent: 100 },
  support: { plan: "business", hours: text, firstResponseMinutes: { critical: 60, high: 240, normal: 1440 } },
  sla: { availability: 99.9, rpoHours: 24, rtoHours: 8 },
  entitlements: { machines: 2, [text]: 4 },
  features: { zones: 2, sizes: { [text]: { vcpu: 2 } }, names: [text] },
  addOns: [],
  moves: [],
  state: "published",
});

/**
 * A design with one service: a tier that pays up to a tenth, one like it, and one that no cell takes; one tenant.
 *
 * @param text stands wherever a name or text can come from outside.
 */
export const designed = (text = "A tier"): DesignerDocument => {
  const points = [
    point(10, "20.0", ["30.00", "40.00", "60.00"], "60.00"),
    point(100, "100.0", ["90.00", "120.50", "200.00"], "-20.50"),
  ];
  const outside = text === "A tier" ? undefined : text;
  return {
    verb: "designer",
    estate: outside ?? "Northwind",
    day: "2026-11-26",
    currency: "EUR",
    floorPercent: "20.0",
    file: "tiers.html",
    services: [
      {
        service: "iaas",
        title: outside ?? "Infrastructure as a service",
        tiers: [
          {
            tier: tierOf(outside ?? "small", 1, text),
            points,
            paysUpTo: 10,
            refused: [],
            example: true,
            gaps: [outside ?? "aws.ec2.natGateway.hour"],
          },
          { tier: tierOf("large", 2, text), points, paysUpTo: 10, refused: [], example: false, gaps: [] },
          {
            tier: tierOf("elsewhere", 1, text),
            ...{ points: [], paysUpTo: null, example: false, gaps: [] },
            refused: [`main: ${outside ?? "It has no nodes of the tenant's own."}`],
          },
        ],
        tenants: [
          {
            tenant: outside ?? "acme",
            subscription: "web",
            tier: `${outside ?? "small"}@1`,
            usedPercent: "40.0",
            price: "100.00",
            cost: "55.00",
            margin: "45.00",
            marginPercent: "45.0",
          },
        ],
      },
    ],
  };
};
