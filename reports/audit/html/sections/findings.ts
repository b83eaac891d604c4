import { counted } from "../../../../core/counted.ts";
import { visible } from "../../../../core/diagnostics/visible.ts";
import type { Evidence, EvidenceRule } from "../../../../core/results/evidence.ts";
import { type Failure, failuresOf } from "../../failures.ts";
import { type Content, element, type Markup } from "../../../html/markup.ts";
import { link, name, row, section, table } from "../../../html/parts.ts";
import { badge, facts } from "../parts.ts";
import { addressOf } from "../reportData.ts";

/** Everything that is wrong, waived or not, by rule; whole also on paper and without a script. */
export function findingsSection(evidence: Evidence): Markup {
  const byRule = [...Map.groupBy(failuresOf(evidence), ({ rule }) => rule)];
  const errors = evidence.tenants.filter(({ error }) => error !== undefined);
  return section(
    "findings",
    "Findings",
    errors.length === 0
      ? ""
      : table(
          "Tenants that could not be judged",
          ["Tenant", "Why"],
          errors.map(({ tenant, error = "" }) => row(name(tenant), name(error))),
        ),
    byRule.length === 0
      ? element("p", { class: "none" }, "No rule failed.")
      : byRule.map(([rule, failures]) => group(rule, failures)),
  );
}

function group(rule: EvidenceRule, failures: readonly Failure[]): Content {
  const waived = failures.filter(({ waiver }) => waiver !== undefined).length;
  const failed = failures.length - waived;
  return element(
    "div",
    { class: "finding" },
    element("h3", {}, link(addressOf.rule(visible(rule.id)), visible(rule.id)), `: ${visible(rule.title)}`),
    element(
      "p",
      { class: "badges" },
      failed > 0 ? [badge("failed", failed), " "] : "",
      waived > 0 ? badge("waived", waived) : "",
    ),
    facts([
      ["Severity", rule.severity],
      ["Why it matters", visible(rule.rationale)],
      ["What to do", visible(rule.remediation)],
    ]),
    table(
      `${visible(rule.id)}: ${counted(failures.length, "finding")}`,
      ["Tenant", "Outcome", "Resource", "Property", "What should be"],
      [
        ...failures.filter(({ waiver }) => waiver === undefined),
        ...failures.filter(({ waiver }) => waiver !== undefined),
      ].map(findingRow),
    ),
  );
}

function findingRow({ tenant, enforcement, resource, property, message, waiver }: Failure): Markup {
  return row(
    link(addressOf.tenant(visible(tenant.tenant)), name(tenant.tenant)),
    [badge(waiver === undefined ? "failed" : "waived"), enforcement === "advisory" ? " advisory" : ""],
    [name(resource.type), " ", name(resource.name)],
    property === undefined ? "–" : element("code", {}, visible(property)),
    [visible(message), waiver === undefined ? "" : [` Waived until ${waiver.expires} by `, name(waiver.approver), "."]],
  );
}
