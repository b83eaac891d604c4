import { counted } from "../../core/counted.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import type { DesignedService, DesignedTenant, DesignedTier, DesignerDocument } from "../../core/results/designer.ts";
import { formatTier } from "../../core/schema/tier.ts";
import { link, name, row, section, table } from "../html/parts.ts";
import { element, type Markup } from "../html/markup.ts";
import { htmlPage } from "../html/page.ts";
import { cents, percentOrNone } from "../moneyText.ts";
import { tierChart, usualFloor } from "./chart.ts";
import { comparison, paysUpTo } from "./comparison.ts";
import { designerStyle } from "./style.ts";

/**
 * The tier designer as one HTML file: the tiers of each service side by side, price against cost of each as a drawing and as a table,
 * and the fleet's subscriptions. It needs no network and may not use any, has no script, and its policy allows its own style alone.
 */
export function designerPage(document: DesignerDocument): string {
  const title = visible(`Tiers of ${document.estate}`);
  const { services, currency, day, floorPercent } = document;
  const items = services.map((service, index) => element("li", {}, link(`s${String(index)}`, name(service.title))));
  const body = [
    element("a", { class: "skip", href: "#main" }, "Skip to the content"),
    element(
      "header",
      {},
      element("h1", {}, name(title)),
      element("p", {}, `Amounts are a month's, in ${currency}, by the rates of ${day}. ${floorWords(floorPercent)}`),
      lacking(services),
    ),
    element("nav", { class: "sections", "aria-label": "Services" }, element("ul", {}, items)),
    element(
      "main",
      { id: "main", tabindex: -1 },
      services.length === 0 ? element("p", {}, "The catalogue has no tier.") : [],
      services.map((service, index) => serviceSection(service, `s${String(index)}`, document)),
    ),
    element("footer", {}, element("p", {}, explanation)),
  ];
  return htmlPage({ title: title, style: designerStyle, body });
}

const explanation =
  "Made by tenantry designer. Each point is an order of that use, planned and costed as those of tenants are, where it is cheapest; its place is what the order comes to in whole machines and the like.";

function floorWords(floorPercent: string | null): string {
  return floorPercent === null
    ? `The estate sets no floor for margins; green is a margin of ${String(usualFloor)} % or more.`
    : `The estate wants a margin of ${floorPercent} %, which is where green begins.`;
}

function lacking(services: readonly DesignedService[]): Markup[] {
  const tiers = services.flatMap((service) => service.tiers);
  const gaps = [...new Set(tiers.flatMap((tier) => tier.gaps))].toSorted();
  return [
    ...(tiers.some(({ example }) => example)
      ? [element("p", { class: "note" }, "The figures contain example rates, which were read nowhere.")]
      : []),
    ...(gaps.length > 0 ? [element("p", { class: "note" }, "Without a rate: ", visible(gaps.join(", ")))] : []),
  ];
}

function serviceSection(service: DesignedService, id: string, document: DesignerDocument): Markup {
  return section(
    id,
    visible(service.title),
    element(
      "div",
      { class: "tiers" },
      service.tiers.map((tier, index) => tierArticle(tier, service.tenants, `${id}-${String(index)}`, document)),
    ),
    tenantTable(service.tenants),
    comparison(service),
  );
}

function tierArticle(
  designed: DesignedTier,
  fleet: readonly DesignedTenant[],
  id: string,
  { currency, floorPercent }: DesignerDocument,
): Markup {
  const title = formatTier(designed.tier);
  const tenants = fleet.filter(({ tier }) => tier.split("@")[0] === designed.tier.name);
  const heading = element("h3", { id }, name(title));
  if (designed.points.length === 0) {
    const nowhere = element("p", {}, "No cell of the estate takes it, so that nothing can be said of its cost.");
    return element("article", { "aria-labelledby": id }, heading, nowhere, refusals(designed));
  }
  return element(
    "article",
    { "aria-labelledby": id },
    heading,
    element(
      "p",
      {},
      `Pays for ${paysUpTo(designed.paysUpTo)}; ${counted(tenants.length, "subscription")} of the fleet.`,
    ),
    refusals(designed),
    tierChart({ designed, tenants, currency, floorPercent, id: `${id}-c` }),
    element(
      "p",
      { class: "legend" },
      [
        ["price", "price"],
        ["cost", "expected cost, shaded from low to high"],
        ["tenant", "a subscription of the fleet"],
      ].map(([kind = "", words = ""]) => element("span", { class: `key ${kind}` }, words)),
    ),
    table(
      visible(`${title}: price and cost by use`),
      ["Use", "Comes to", "Price", "Expected cost", "Low to high", "Margin", "Margin %", "Cheapest in"],
      designed.points.map(({ percent, usedPercent, price, cost, margin, marginPercent, region }) =>
        row(
          `${String(percent)} %`,
          `${usedPercent} %`,
          cents(price),
          cents(cost.expected),
          `${cents(cost.low)} to ${cents(cost.high)}`,
          cents(margin),
          percentOrNone(marginPercent),
          region,
        ),
      ),
    ),
  );
}

/** Why the tier cannot be ordered at some uses, or at any. */
function refusals({ refused }: DesignedTier): Markup[] {
  if (refused.length === 0) return [];
  const items = refused.map((reason) => element("li", {}, visible(reason)));
  return [element("p", { class: "note" }, "Not every order of it is taken:"), element("ul", {}, items)];
}

function tenantTable(tenants: readonly DesignedTenant[]): Markup {
  return table(
    "The fleet's subscriptions",
    ["Subscription", "Tier", "Use", "Price", "Expected cost", "Margin", "Margin %"],
    tenants.map(({ tenant, subscription, tier, usedPercent, price, cost, margin, marginPercent }) =>
      row(
        name(`${tenant}/${subscription}`),
        name(tier),
        `${usedPercent} %`,
        cents(price),
        cents(cost),
        cents(margin),
        percentOrNone(marginPercent),
      ),
    ),
  );
}
