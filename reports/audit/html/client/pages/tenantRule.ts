import { addressOf, type TenantData } from "../../reportData.ts";
import { bdi, type Child, h, link } from "../dom.ts";
import { badge, remark, ruleFacts, table } from "../parts.ts";
import { outcomeAt, report, resourceOf, text, verdictsOf } from "../report.ts";

/** One rule of one tenant: what it says of each resource. */
export function tenantRulePage(tenant: TenantData, rule: number): Child[] {
  const disabled = tenant.disabled.find(([index]) => index === rule);
  const result = tenant.results.find((one) => one.rule === rule);
  const rows = verdictsOf(tenant, rule).map((verdict) => {
    const { type, name } = resourceOf(tenant, verdict.resource);
    return [
      link(addressOf.resource(tenant.id, verdict.resource), bdi(name)),
      badge(verdict.outcome),
      bdi(type),
      verdict.property === "" ? "–" : h("code", {}, verdict.property),
      remark(verdict),
    ];
  });
  return [
    h("h2", { tabindex: "-1" }, report.rules[rule]?.title ?? "", ": ", bdi(tenant.name)),
    h(
      "p",
      { class: "badges" },
      badge(outcomeAt(tenant.rules, rule)),
      ` ${result?.advisory ? "advisory" : "mandatory"}`,
    ),
    ...(disabled === undefined ? [] : [h("p", { class: "note" }, "Disabled: ", bdi(text(disabled[1])))]),
    ruleFacts(rule),
    h("h3", {}, "Resources"),
    table("Resources that were judged", ["Resource", "Outcome", "Type", "Property", "What should be"], rows),
  ];
}
