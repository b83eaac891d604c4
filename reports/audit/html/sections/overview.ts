import { counted } from "../../../../core/counted.ts";
import { visible } from "../../../../core/diagnostics/visible.ts";
import type { Evidence, Totals } from "../../../../core/results/evidence.ts";
import { waiverProblemsOf } from "../../failures.ts";
import { type Content, element, type Markup } from "../../../html/markup.ts";
import { fails, outcomes, type Posture } from "../../posture.ts";
import { changeOf, entryOf, signed } from "../../trend.ts";
import { link, name, section, table } from "../../../html/parts.ts";
import { badge, bar, countCells, countHeading, facts } from "../parts.ts";

/** The head of the document: whose report it is, of when, of what, and by which it can be proved. */
export function header({ estate, time, of, tool, trail }: Evidence): Markup {
  const code = (text: string): Markup => element("code", {}, visible(text));
  const judged = of === "state" ? "what the state says that runs" : "what the manifests render";
  return element(
    "header",
    {},
    element("h1", {}, "Policy evidence of ", name(estate.displayName)),
    facts(
      [
        ["Estate", code(estate.name)],
        ["Time", element("time", { datetime: time }, momentOf(time))],
        ["Judged", judged],
        ["Tenantry", code(tool.code)],
        ["Policy pack", code(tool.pack)],
      ],
      "short",
    ),
    facts([
      ["Digest of the rules", code(tool.rules)],
      ["Digest of the catalogue", code(tool.catalogue)],
      [
        "Audit trail",
        [
          `${String(trail.entries)} ${trail.entries === 1 ? "entry" : "entries"}`,
          trail.head === null ? "" : [", head ", code(trail.head)],
        ],
      ],
    ]),
  );
}

/** How everything stands, in numbers, and how it stood before. */
export function summarySection(evidence: Evidence, posture: Posture): Markup {
  const failing = posture.tenants.filter(fails).length;
  const problems = waiverProblemsOf(evidence).length;
  const before = evidence.previous;
  const change = changeOf(posture.totals, before?.totals);
  return section(
    "summary",
    "Summary",
    element(
      "p",
      { class: failing + problems === 0 ? "note passed" : "note failed" },
      failing === 0
        ? `None of ${counted(posture.tenants.length, "tenant")} fails.`
        : `${String(failing)} of ${counted(posture.tenants.length, "tenant")} ${failing === 1 ? "fails" : "fail"}.`,
      problems === 0 ? "" : [" ", link("waivers", `${counted(problems, "problem")} of waivers`), "."],
    ),
    element(
      "p",
      {},
      `Counted are pairs of a tenant and a rule: ${counted(evidence.tenants.length, "tenant")}, ${counted(evidence.rules.length, "rule")}.`,
    ),
    element(
      "ul",
      { class: "cards" },
      outcomes.map((outcome) =>
        element(
          "li",
          { class: outcome },
          element("strong", {}, posture.totals[outcome]),
          badge(outcome),
          change === undefined ? "" : element("span", { class: "change" }, `${signed(change[outcome])} since before`),
        ),
      ),
    ),
    before === null
      ? element("p", {}, "There was no earlier report to compare with.")
      : element(
          "p",
          {},
          `Compared with the report of ${momentOf(before.time)}, digest `,
          element("code", {}, before.digest),
          ".",
        ),
    table(
      "Controls of frameworks over all tenants: pairs of a tenant and a control",
      ["Framework", "Edition", "Share", ...countHeading, ...(before === null ? [] : ["Failed before"])],
      posture.frameworks.map(({ id, totals }, index) =>
        frameworkRow(evidence, index, totals, entryOf(before?.frameworks, id)),
      ),
    ),
  );
}

function frameworkRow(evidence: Evidence, index: number, totals: Totals, before: Totals | undefined): Content {
  const { title = "", version = "" } = evidence.frameworks[index] ?? {};
  const earlier = before === undefined ? "new" : `${String(before.failed)} (${signed(totals.failed - before.failed)})`;
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, link(`framework-${String(index)}`, title)),
    element("td", {}, version),
    element("td", {}, bar(totals)),
    countCells(totals),
    evidence.previous === null ? "" : element("td", { class: "count" }, earlier),
  );
}

/** `2026-11-26 08:00:00 UTC`. */
function momentOf(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
}
