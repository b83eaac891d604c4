import { visible } from "../../core/diagnostics/visible.ts";
import type { DesignedTenant, DesignedTier } from "../../core/results/designer.ts";
import { formatTier } from "../../core/schema/tier.ts";
import { element, type Markup } from "../html/markup.ts";
import { cents } from "../moneyText.ts";

/** The drawing's size and margins, in its own units. */
const size = { width: 640, height: 320, left: 64, right: 16, top: 16, bottom: 40 };

/** Margins in per cent of the price from which a band is drawn as good, where the estate sets no floor. */
export const usualFloor = 30;

/** How many lines of the scale there are. */
const ticks = 4;

/** What is drawn of a tier. Amounts become numbers here, and here alone: of a drawing nothing is computed. */
export interface ChartOf {
  readonly designed: DesignedTier;
  /** The fleet's subscriptions to the tier, of any version. */
  readonly tenants: readonly DesignedTenant[];
  readonly currency: string;
  /** The least margin that the estate wants, in per cent; null where it sets none. */
  readonly floorPercent: string | null;
  /** Unique in the page. */
  readonly id: string;
}

/**
 * Price against cost over the use of what a tier grants: bands of margin, the cost that is expected with what lies between low and high,
 * the price, and a dot for each subscription of the fleet. The table beside it has the same figures.
 */
export function tierChart({ designed, tenants, currency, floorPercent, id }: ChartOf): Markup {
  const { points, tier } = designed;
  // As costs are, in the document's currency, which the tier's own price may not be in; it is the same at each use.
  const price = Number(points[0]?.price ?? 0);
  const costs = points.map(({ cost }) => Number(cost.expected));
  const top = 1.1 * Math.max(1, price, ...costs, ...tenants.map(({ cost }) => Number(cost)));
  const x = (percent: number): number => size.left + (percent / 100) * (size.width - size.left - size.right);
  const y = (amount: number): number =>
    size.top + (1 - Math.min(Math.max(amount, 0), top) / top) * (size.height - size.top - size.bottom);
  const name = formatTier(tier);
  const floor = floorPercent === null ? usualFloor : Number(floorPercent);
  const wanted = Math.max(0, price * (1 - floor / 100));
  const path = (of: "low" | "expected" | "high"): string[] =>
    points.map(({ usedPercent, cost }) => `${fixed(x(Number(usedPercent)))},${fixed(y(Number(cost[of])))}`);
  return element(
    "svg",
    {
      class: "chart",
      viewBox: `0 0 ${String(size.width)} ${String(size.height)}`,
      role: "img",
      "aria-labelledby": `${id}-t ${id}-d`,
    },
    element("title", { id: `${id}-t` }, visible(`Price against cost of ${name}`)),
    element("desc", { id: `${id}-d` }, visible(describe(designed, tenants.length, currency))),
    band("loss", y(top), y(price)),
    band("thin", y(price), y(wanted)),
    band("good", y(wanted), y(0)),
    scale(top, y),
    element("polygon", { class: "range", points: [...path("high"), ...path("low").toReversed()].join(" ") }),
    element("polyline", { class: "cost", points: path("expected").join(" ") }),
    line("price", x(0), y(price), x(100), y(price)),
    points.map(({ usedPercent, cost }) =>
      element("circle", {
        class: "point",
        cx: fixed(x(Number(usedPercent))),
        cy: fixed(y(Number(cost.expected))),
        r: 3,
      }),
    ),
    tenants.map(({ tenant, subscription, usedPercent, cost }) =>
      element(
        "circle",
        { class: "tenant", cx: fixed(x(Number(usedPercent))), cy: fixed(y(Number(cost))), r: 6 },
        element("title", {}, visible(`${tenant}/${subscription}: ${cents(cost)} ${currency} at ${usedPercent} %`)),
      ),
    ),
    [0, 25, 50, 75, 100].map((percent) =>
      text(`${String(percent)} %`, x(percent), size.height - size.bottom + 18, percent === 100 ? "end" : "middle"),
    ),
    text("use of what the tier grants", (size.left + size.width) / 2, size.height - 4, "middle"),
  );
}

function band(kind: "loss" | "thin" | "good", from: number, to: number): Markup {
  const width = size.width - size.left - size.right;
  return element("rect", {
    class: `band ${kind}`,
    x: size.left,
    y: fixed(from),
    width,
    height: fixed(Math.max(0, to - from)),
  });
}

function scale(top: number, y: (amount: number) => number): Markup[] {
  return Array.from({ length: ticks + 1 }, (_, index) => (top * index) / ticks).flatMap((amount) => [
    line("grid", size.left, y(amount), size.width - size.right, y(amount)),
    text(String(Math.round(amount)), size.left - 8, y(amount) + 4, "end"),
  ]);
}

function line(kind: string, fromX: number, fromY: number, toX: number, toY: number): Markup {
  return element("line", { class: kind, x1: fixed(fromX), y1: fixed(fromY), x2: fixed(toX), y2: fixed(toY) });
}

function text(content: string, x: number, y: number, anchor: "start" | "middle" | "end"): Markup {
  return element("text", { x: fixed(x), y: fixed(y), "text-anchor": anchor }, content);
}

function fixed(coordinate: number): string {
  return coordinate.toFixed(1);
}

/** What the drawing shows, for who cannot see it; the table has every figure. */
function describe({ points, paysUpTo }: DesignedTier, tenants: number, currency: string): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "No cell of the estate takes the tier.";
  const pays = paysUpTo === null ? "The price covers it nowhere." : `The price covers it up to ${String(paysUpTo)} %.`;
  return [
    `The expected cost goes from ${cents(first.cost.expected)} ${currency} at ${String(first.percent)} % to ${cents(last.cost.expected)} ${currency} at full use;`,
    `the price is ${cents(first.price)} ${currency}.`,
    pays,
    `Dots are the fleet's subscriptions: ${String(tenants)}.`,
  ].join(" ");
}
