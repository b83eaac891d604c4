import { createHash } from "node:crypto";

import type { Evidence } from "../../../core/results/evidence.ts";
import { titleOf } from "../about.ts";
import { element, emptyElement, type Markup, render } from "../markup.ts";
import { postureOf } from "../posture.ts";
import { clientScript, clientStyle, earlyScript } from "./client.generated.ts";
import { encodeData } from "./encodeData.ts";
import { link } from "./parts.ts";
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
 *
 * The policy in its head allows the scripts and the style that are in it, by digest, and nothing else, so that a name that
 * became markup after all could neither run nor load anything.
 */
export function evidenceAsHtml(evidence: Evidence): string {
  const posture = postureOf(evidence);
  const policy = [
    "default-src 'none'",
    `script-src ${digestOf(earlyScript)} ${digestOf(clientScript)}`,
    `style-src ${digestOf(clientStyle)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const head = element(
    "head",
    {},
    emptyElement("meta", { charset: "utf-8" }),
    emptyElement("meta", { "http-equiv": "Content-Security-Policy", content: policy.join("; ") }),
    emptyElement("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    emptyElement("meta", { name: "color-scheme", content: "light dark" }),
    emptyElement("meta", { name: "referrer", content: "no-referrer" }),
    // Without it a browser would ask a server for one.
    emptyElement("link", { rel: "icon", href: "data:," }),
    element("title", {}, titleOf(evidence)),
    element("style", {}, raw(clientStyle)),
    element("script", {}, raw(earlyScript)),
  );
  const body = element(
    "body",
    {},
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
    element("script", {}, raw(clientScript)),
  );
  return `<!doctype html>\n${render(element("html", { lang: "en" }, head, "\n", body))}\n`;
}

/** Text of ours that has to stand in an element as it is. */
function raw(markup: string): Markup {
  return { markup };
}

function digestOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}
