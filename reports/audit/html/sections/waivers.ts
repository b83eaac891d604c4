import { counted } from "../../../../core/counted.ts";
import { visible } from "../../../../core/diagnostics/visible.ts";
import type { Evidence, WaiverEvidence } from "../../../../core/results/evidence.ts";
import { type Content, element, type Markup } from "../../../html/markup.ts";
import { link, name, section, table } from "../../../html/parts.ts";
import { addressOf } from "../reportData.ts";

const day = 86_400_000;

/** Every waiver, whether it counts, until when, and what is wrong with it. */
export function waiversSection({ waivers, time }: Evidence): Markup {
  return section(
    "waivers",
    "Waivers",
    waivers.length === 0
      ? element("p", { class: "none" }, "Nothing is waived.")
      : table(
          `${counted(waivers.length, "waiver")}, as the estate's file has them`,
          [
            "Rule",
            "State",
            "Tenant",
            "Resources",
            "Reason",
            "Asked for and approved by",
            "From and until",
            "Covers",
            "Problems",
          ],
          waivers.map((waiver, index) => waiverRow(waiver, index, time)),
        ),
  );
}

function waiverRow(waiver: WaiverEvidence, index: number, time: string): Markup {
  const { state, left } = stateOf(waiver, time);
  const cells: Content[] = [
    state,
    name(waiver.tenant),
    name(waiver.resource),
    [name(waiver.reason), waiver.ticket === undefined ? "" : [" (", name(waiver.ticket), ")"]],
    [name(waiver.requester), "; ", name(waiver.approver)],
    [date(waiver.granted), " – ", date(waiver.expires), ` (${left})`],
    counted(waiver.covers, "finding"),
    waiver.problems.length === 0
      ? "none"
      : element(
          "ul",
          {},
          waiver.problems.map(({ rule, severity, message }) =>
            element("li", {}, element("strong", {}, visible(rule)), ` (${severity}): `, name(message)),
          ),
        ),
  ];
  return element(
    "tr",
    { id: addressOf.waiver(index), class: waiver.problems.length === 0 ? undefined : "problem" },
    element("th", { scope: "row" }, link(addressOf.rule(visible(waiver.rule)), name(waiver.rule))),
    cells.map((cell) => element("td", {}, cell)),
  );
}

function date(text: string): Markup {
  return element("span", { class: "whole" }, text);
}

/** Whether a waiver counts on the day of the report, and for how much longer. */
function stateOf({ granted, expires }: WaiverEvidence, time: string): { state: string; left: string } {
  const today = time.slice(0, 10);
  const days = Math.round((Date.parse(expires) - Date.parse(today)) / day);
  if (days < 0) return { state: "expired", left: `${counted(-days, "day")} ago` };
  return {
    state: today < granted ? "not yet" : "in force",
    left: days === 0 ? "last day" : `${counted(days, "day")} left`,
  };
}
