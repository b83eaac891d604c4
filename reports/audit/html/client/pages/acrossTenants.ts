import { addressOf, type TenantData } from "../../reportData.ts";
import { bdi, type Child, h, link } from "../dom.ts";
import { badge, badges, ruleFacts, table } from "../parts.ts";
import { byOutcome, type Outcome, outcomeAt, report } from "../report.ts";

/** A rule: what it is about and how each tenant stands. */
export function rulePage(rule: number): Child[] {
  const all = report.tenants.map((tenant) => ({ tenant, outcome: outcomeAt(tenant.rules, rule) }));
  const id = report.rules[rule]?.id ?? "";
  return [
    h("h2", { tabindex: "-1" }, report.rules[rule]?.title ?? ""),
    badges(all.map(({ outcome }) => outcome)),
    h("p", {}, h("code", {}, id)),
    ruleFacts(rule),
    h("h3", {}, "Tenants"),
    tenantTable(all, (tenant) => addressOf.ruleOfTenant(tenant.id, id)),
  ];
}

/** A control: the rules that are evidence for it and how each tenant stands. */
export function controlPage(framework: number, control: number): Child[] {
  const of = report.frameworks[framework];
  const one = of?.controls[control];
  const all = report.tenants.map((tenant) => ({ tenant, outcome: outcomeAt(tenant.controls[framework], control) }));
  const rules = report.rules.flatMap((rule, index) =>
    rule.controls.some(([a, b]) => a === framework && b === control)
      ? [
          [
            link(addressOf.rule(rule.id), rule.id),
            rule.title,
            badges(report.tenants.map((t) => outcomeAt(t.rules, index))),
          ],
        ]
      : [],
  );
  return [
    h("h2", { tabindex: "-1" }, `${of?.title ?? ""} ${one?.id ?? ""}`),
    badges(all.map(({ outcome }) => outcome)),
    h("p", {}, `${one?.title ?? ""}. Edition ${of?.version ?? ""}; titles are in our own words.`),
    h("h3", {}, "Rules"),
    table("Rules that are evidence for it", ["Rule", "Title", "Tenants"], rules),
    h("h3", {}, "Tenants"),
    tenantTable(all, (tenant) => addressOf.tenant(tenant.id)),
  ];
}

function tenantTable(
  all: readonly { readonly tenant: TenantData; readonly outcome: Outcome }[],
  address: (tenant: TenantData) => string,
): HTMLElement {
  const rows = byOutcome(all).map(({ tenant, outcome }) => [
    link(address(tenant), bdi(tenant.id)),
    badge(outcome),
    bdi(tenant.name),
    bdi(tenant.ring),
  ]);
  return table("Tenants, what is wrong first", ["Tenant", "Outcome", "Name", "Ring"], rows);
}
