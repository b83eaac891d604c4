import { counted } from "../../../../core/counted.ts";
import { visible } from "../../../../core/diagnostics/visible.ts";
import type { Evidence } from "../../../../core/results/evidence.ts";
import { element, type Markup } from "../../../html/markup.ts";
import type { Posture } from "../../posture.ts";
import { link, name, row, section, table } from "../../../html/parts.ts";
import { bar, countCells, countHeading } from "../parts.ts";
import { addressOf } from "../reportData.ts";

/** Every rule with how many tenants stand how, and the rules that the estate disables, with its reasons. */
export function rulesSection(evidence: Evidence, posture: Posture): Markup {
  return section(
    "rules",
    "Rules",
    table(
      `${counted(evidence.rules.length, "rule")}: tenants by outcome`,
      ["Rule", "Title", "Severity", "Share", ...countHeading],
      evidence.rules.map((rule, index) => {
        const totals = posture.rules[index];
        const address = addressOf.rule(visible(rule.id));
        return totals === undefined
          ? []
          : element(
              "tr",
              { id: address },
              element("th", { scope: "row" }, link(address, visible(rule.id))),
              element("td", {}, visible(rule.title)),
              element("td", {}, rule.severity),
              element("td", {}, bar(totals)),
              countCells(totals),
            );
      }),
    ),
    element("h3", {}, "Disabled rules"),
    disabledRules(evidence),
  );
}

function disabledRules(evidence: Evidence): Markup {
  const all = evidence.tenants.flatMap(({ tenant, disabled }) => disabled.map((one) => ({ ...one, tenant })));
  if (all.length === 0) return element("p", { class: "none" }, "The estate disables no rule.");
  const groups = Map.groupBy(all, ({ rule, reason }) => JSON.stringify([rule, reason]));
  return table(
    "Rules that the estate disables",
    ["Rule", "Reason", "Tenants"],
    [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const tenants = group.map(({ tenant }, index) => [index === 0 ? ": " : ", ", name(tenant)]);
      return [row(name(first.rule), name(first.reason), [counted(group.length, "tenant"), tenants])];
    }),
  );
}
