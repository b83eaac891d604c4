import { counted } from "../../../../core/counted.ts";
import { visible } from "../../../../core/diagnostics/visible.ts";
import type { Evidence, Totals } from "../../../../core/results/evidence.ts";
import { type Content, element, type Markup } from "../../../html/markup.ts";
import { fails, type Posture, type TenantPosture } from "../../posture.ts";
import { entryOf, signed } from "../../trend.ts";
import { link, name, section, table } from "../../../html/parts.ts";
import { badge, bar, countCells, countHeading, worstBadge } from "../parts.ts";
import { addressOf } from "../reportData.ts";

/** A table each framework: its controls and how many tenants stand how. */
export function frameworksSection(evidence: Evidence, posture: Posture): Markup {
  return section(
    "frameworks",
    "Frameworks",
    element(
      "p",
      {},
      "Only controls that a rule is evidence for are listed; a framework has more. Titles are in our own words. A control is ",
      "failed for a tenant when one of its rules is, else waived, unknown, passed, disabled or not applicable, in this order.",
    ),
    evidence.frameworks.map(({ id, title, version, controls }, index) => [
      element("h3", { id: `framework-${String(index)}` }, `${title}, ${version}`),
      table(
        `${title}: tenants by control`,
        ["Control", "Title", "Share", ...countHeading],
        controls.map((control, at) => {
          const totals = posture.frameworks[index]?.controls[at];
          return totals === undefined
            ? []
            : controlRow(addressOf.control(visible(id), visible(control.id)), control, totals);
        }),
      ),
    ]),
  );
}

function controlRow(address: string, control: { id: string; title: string }, totals: Totals): Content {
  return element(
    "tr",
    { id: address },
    element("th", { scope: "row" }, link(address, visible(control.id))),
    element("td", {}, visible(control.title)),
    element("td", {}, bar(totals)),
    countCells(totals),
  );
}

/** Tenants against frameworks. The script adds search and pages; on paper only those are listed where not everything passed. */
export function tenantsSection(evidence: Evidence, posture: Posture): Markup {
  const before = evidence.previous;
  const clean = posture.tenants.filter((tenant) => !isNoted(tenant)).length;
  return section(
    "tenants",
    "Tenants",
    element("div", { id: "tenant-tools", class: "tools", role: "search" }),
    element(
      "p",
      { class: "on-paper" },
      `Not listed here: ${counted(clean, "tenant")} of which nothing is failed, waived or unknown.`,
    ),
    table(
      "Tenants by rules and by frameworks",
      [
        "Tenant",
        "Name",
        "Ring",
        "Tiers",
        "Rules",
        ...(before === null ? [] : ["Failed before"]),
        ...evidence.frameworks.map(({ title }) => title),
      ],
      posture.tenants.map((tenant) => tenantRow(evidence, tenant)),
      { body: "tenant-rows", class: "matrix" },
    ),
  );
}

function tenantRow({ previous }: Evidence, posture: TenantPosture): Markup {
  const { tenant, totals, frameworks } = posture;
  const address = addressOf.tenant(visible(tenant.tenant));
  const before = entryOf(previous?.tenants, tenant.tenant);
  const earlier = before === undefined ? "new" : `${String(before.failed)} (${signed(totals.failed - before.failed)})`;
  return element(
    "tr",
    { id: address, "data-fails": fails(posture), class: isNoted(posture) ? undefined : "clean" },
    element("th", { scope: "row" }, link(address, name(tenant.tenant))),
    element("td", {}, name(tenant.displayName)),
    element("td", {}, name(tenant.ring)),
    element(
      "td",
      {},
      tenant.tiers.map((tier, index) => [index === 0 ? "" : ", ", element("span", { class: "whole" }, name(tier))]),
    ),
    element("td", {}, tenant.error === undefined ? worstBadge(totals) : [badge("failed"), " not judged"]),
    previous === null ? "" : element("td", {}, earlier),
    frameworks.map((framework) => element("td", {}, worstBadge(framework.totals))),
  );
}

function isNoted(posture: TenantPosture): boolean {
  return fails(posture) || posture.totals.waived > 0 || posture.totals.unknown > 0;
}
