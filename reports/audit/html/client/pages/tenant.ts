import { addressOf, type TenantData } from "../../reportData.ts";
import { bdi, type Child, h, link } from "../dom.ts";
import { badge, badges, facts, table } from "../parts.ts";
import { byOutcome, outcomeAt, report, resourceOf, text, verdictsOf } from "../report.ts";

/** A tenant: how it stands by framework, by rule and by resource. */
export function tenantPage(tenant: TenantData): Child[] {
  return [
    h("h2", { tabindex: "-1" }, "Tenant ", bdi(tenant.name)),
    ...(tenant.error === undefined
      ? []
      : [h("p", { class: "note failed" }, "It could not be judged: ", bdi(tenant.error))]),
    badges(report.rules.map((_, index) => outcomeAt(tenant.rules, index))),
    facts(
      ["Id", bdi(tenant.id)],
      ["Ring", bdi(tenant.ring)],
      ["Tiers", bdi(tenant.tiers.join(", ") || "none")],
      ["Digest of what was judged", h("code", {}, tenant.digest)],
    ),
    h("h3", {}, "Rules"),
    table("Rules, what is wrong first", ["Rule", "Outcome", "Severity", "Resources", "Title"], ruleRows(tenant)),
    h("h3", {}, "Frameworks"),
    table("Controls by framework", ["Framework", "Outcomes"], frameworkRows(tenant)),
    h("h3", {}, "Resources"),
    table("Resources", ["Resource", "Type"], resourceRows(tenant)),
  ];
}

function ruleRows(tenant: TenantData): Child[][] {
  const reasons = new Map(tenant.disabled);
  const rows = report.rules.map((rule, index) => ({ rule, index, outcome: outcomeAt(tenant.rules, index) }));
  return byOutcome(rows).map(({ rule, index, outcome }) => {
    const verdicts = verdictsOf(tenant, index);
    const wrong = new Set(verdicts.filter((one) => one.outcome === outcome).map(({ resource }) => resource)).size;
    const judged = new Set(verdicts.map(({ resource }) => resource)).size;
    const reason = reasons.get(index);
    return [
      link(addressOf.ruleOfTenant(tenant.id, rule.id), rule.id),
      badge(outcome),
      rule.severity,
      judged === 0 ? "none" : `${String(wrong)} of ${String(judged)} ${outcome}`,
      reason === undefined ? rule.title : h("span", {}, `${rule.title}. Disabled: `, bdi(text(reason))),
    ];
  });
}

function frameworkRows(tenant: TenantData): Child[][] {
  return report.frameworks.map(({ title, version, controls }, index) => [
    `${title} ${version}`,
    badges(controls.map((_, control) => outcomeAt(tenant.controls[index], control))),
  ]);
}

function resourceRows(tenant: TenantData): Child[][] {
  return tenant.resources.map((_, index) => {
    const { type, name } = resourceOf(tenant, index);
    return [link(addressOf.resource(tenant.id, index), bdi(name)), bdi(type)];
  });
}
