import type { Evidence } from "../../../core/results/evidence.ts";
import { element } from "../../html/markup.ts";
import { htmlPage, raw } from "../../html/page.ts";
import { link } from "../../html/parts.ts";
import { titleOf } from "../about.ts";
import { postureOf } from "../posture.ts";
import { clientScript, clientStyle, earlyScript } from "./client.generated.ts";
import { encodeData } from "./encodeData.ts";
import { findingsSection } from "./sections/findings.ts";
import { header, summarySection } from "./sections/overview.ts";
import { frameworksSection, tenantsSection } from "./sections/posture.ts";
import { rulesSection } from "./sections/rules.ts";
import { waiversSection } from "./sections/waivers.ts";

const navigation = {
  summary: "Summary",
  frameworks: "Frameworks",
  tenants: "Tenants",
  findings: "Findings",
  waivers: "Waivers",
  rules: "Rules",
};

/**
 * The evidence as one HTML file that a person reads: it needs no network and may not use any. Summary, findings, waivers and rules
 * stand in the document as they are, for paper and for readers without scripts; its script adds search and the pages of tenants, rules,
 * controls and resources.
 */
export function evidenceAsHtml(evidence: Evidence): string {
  const posture = postureOf(evidence);
  const body = [
    element("a", { class: "skip", href: "#main" }, "Skip to the content"),
    header(evidence),
    element(
      "nav",
      { class: "sections", "aria-label": "Sections" },
      element(
        "ul",
        {},
        Object.entries(navigation).map(([id, title]) => element("li", {}, link(id, title))),
      ),
    ),
    element(
      "main",
      { id: "main", tabindex: -1 },
      element(
        "noscript",
        {},
        element(
          "p",
          { class: "note" },
          "Without scripts this is the whole of what failed and what is waived. The pages of single tenants, with what passed, need scripts; so does searching.",
        ),
      ),
      summarySection(evidence, posture),
      frameworksSection(evidence, posture),
      tenantsSection(evidence, posture),
      findingsSection(evidence),
      waiversSection(evidence),
      rulesSection(evidence, posture),
      element("div", { id: "page", hidden: true }),
    ),
    element(
      "footer",
      {},
      element(
        "p",
        {},
        "Made by tenantry audit. Names from outside are shown with what cannot be seen in them written out.",
      ),
    ),
    element("script", { type: "application/json", id: "report-data" }, raw(encodeData(evidence, posture))),
  ];
  return htmlPage({ title: titleOf(evidence), style: clientStyle, earlyScript, script: clientScript, body });
}
