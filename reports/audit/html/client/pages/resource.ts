import { addressOf, type TenantData } from "../../reportData.ts";
import { bdi, type Child, h, link } from "../dom.ts";
import { badge, badges, facts, remark, table } from "../parts.ts";
import { byOutcome, report, resourceOf, verdictsOf } from "../report.ts";

/** One resource of a tenant: what each rule says of it. */
export function resourcePage(tenant: TenantData, resource: number): Child[] {
  const { type, name } = resourceOf(tenant, resource);
  const verdicts = report.rules.flatMap((rule, index) =>
    verdictsOf(tenant, index)
      .filter((verdict) => verdict.resource === resource)
      .map((verdict) => ({ ...verdict, rule })),
  );
  const rows = byOutcome(verdicts).map((verdict) => [
    link(addressOf.ruleOfTenant(tenant.id, verdict.rule.id), verdict.rule.id),
    badge(verdict.outcome),
    verdict.rule.severity,
    verdict.property === "" ? "–" : h("code", {}, verdict.property),
    verdict.message === "" ? verdict.rule.title : remark(verdict),
    verdict.message === "" ? "–" : verdict.rule.remediation,
  ]);
  return [
    h("h2", { tabindex: "-1" }, "Resource ", bdi(name)),
    badges(verdicts.map(({ outcome }) => outcome)),
    facts(["Type", bdi(type)], ["Tenant", link(addressOf.tenant(tenant.id), bdi(tenant.name))]),
    table("Rules", ["Rule", "Outcome", "Severity", "Property", "What should be", "What to do"], rows),
  ];
}
