import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createHash } from "node:crypto";

import { clientScript, clientStyle, earlyScript } from "../../../../reports/audit/html/client.generated.ts";
import { evidenceAsHtml } from "../../../../reports/audit/html/document.ts";
import type { ReportData } from "../../../../reports/audit/html/reportData.ts";
import { element, emptyElement, escapeMarkup, render } from "../../../../reports/html/markup.ts";
import { previousOf } from "../../../../reports/audit/trend.ts";
import { exampleEvidence, hostileEvidence, hostileTexts, largeEvidence } from "../../../helpers/evidence.ts";

const dataOf = (html: string): ReportData =>
  JSON.parse(/<script type="application\/json" id="report-data">(.*?)<\/script>/s.exec(html)?.[1] ?? "") as ReportData;

describe("the HTML report", () => {
  test("is the same for the same evidence", () => {
    expect(evidenceAsHtml(exampleEvidence())).toBe(evidenceAsHtml(exampleEvidence()));
  });

  test("allows its own script and style by digest, and nothing else", () => {
    const digest = (text: string): string => `&#39;sha256-${createHash("sha256").update(text).digest("base64")}&#39;`;
    const none = "&#39;none&#39;";
    const html = evidenceAsHtml(exampleEvidence());
    expect(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1]).toBe(
      `default-src ${none}; script-src ${digest(earlyScript)} ${digest(clientScript)}; style-src ${digest(clientStyle)}; img-src data:; base-uri ${none}; form-action ${none}`,
    );
    expect(html).toContain(`<style>${clientStyle}</style>`);
    expect(html).toContain(`<script>${earlyScript}</script>`);
    expect(html).toContain(`<script>${clientScript}</script>`);
    expect(`${earlyScript}${clientScript}${clientStyle}`).not.toMatch(/<\/(script|style)|<!--|https?:\/\//i);
    expect(html).not.toMatch(/\sstyle=|\son\w+=|src=|href="(?!#|data:,)/);
  });

  test("gives its script what the evidence says, each text once", () => {
    const { rules, tenants, texts, waivers } = dataOf(evidenceAsHtml(exampleEvidence()));
    expect(new Set(texts).size).toBe(texts.length);
    expect(rules[3]?.controls).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(tenants.map((tenant) => [tenant.id, tenant.rules, ...tenant.controls])).toEqual([
      ["acme", "-fpff", "ff", "f-f"],
      ["globex", "-pu-w", "w-", "p-w"],
      ["hooli", "p---d", "d-", "-pd"],
      ["initech", "uuuuu", "uu", "uuu"],
      ["umbrella", "--ppp", "pp", "p-p"],
    ]);
    expect(tenants[1]?.results.map(({ failed }) => failed)).toEqual([
      undefined,
      undefined,
      [[0, -1, texts.indexOf("The bucket should have a policy that denies requests without TLS."), 0]],
    ]);
    expect(waivers[0]).toEqual({
      reason: "An old scanner speaks plain HTTP until it is replaced",
      approver: "security@northwind.example",
      expires: "2026-12-31",
    });
  });

  test("has hostile names as text that can be seen, in the document and in its data", () => {
    const html = evidenceAsHtml(hostileEvidence());
    expect(html.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(html.match(/<script/g)).toHaveLength(3);
    expect(html).not.toMatch(/<(img|!--)|<svg (?!class="bar")/);
    expect(html).toContain("&lt;script&gt;document.title = &quot;owned&quot;&lt;/script&gt;");
    expect(dataOf(html).tenants.map(({ name }) => name)).toContain(
      "</script><img src=x onerror=\"document.title='owned'\">",
    );
    expect(dataOf(html).tenants).toHaveLength(hostileTexts.length);
  });

  test("shows what changed since the report before, also when a framework or a tenant is new", () => {
    const { tenants, frameworks, ...more } = exampleEvidence();
    const previous = previousOf({ ...more, frameworks: frameworks.slice(1), tenants: tenants.slice(1) });
    const html = evidenceAsHtml({ ...more, frameworks, tenants, previous });
    const text = html.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|");
    expect(text).toContain("|3|✕| failed|+3 since before|");
    expect(text).toContain("Compared with the report of 2026-11-26 08:00:00 UTC, digest |");
    expect(text).toMatch(/CIS Amazon Web Services Foundations Benchmark\|3\.0\.0\|2\|1\|2\|2\|1\|2\|new\|/);
    expect(text).toMatch(/\|acme\|Acme Rockets\|general\|iaas\/standard@2\|✕\| 3 failed\|new\|/);
    expect(text).toMatch(/\|globex\|Globex\|early\|iaas\/standard@2\|◐\| 1 waived\|0 \(±0\)\|/);
  });

  test("stays small: some 2 KiB for each tenant with 35 resources and 60 rules", () => {
    const size = (tenants: number): number => Buffer.byteLength(evidenceAsHtml(largeEvidence(tenants)));
    expect((size(60) - size(30)) / 30).toBeLessThan(3 * 1024);
  });
});

describe("markup", () => {
  test("escapes text and attributes, and leaves markup as it is", () => {
    expect(
      render(
        element("a", { href: `"'<>&`, hidden: true, title: undefined, id: false }, `<b>&"'`, 3, [element("b", {})]),
      ),
    ).toBe('<a href="&quot;&#39;&lt;&gt;&amp;" hidden>&lt;b&gt;&amp;&quot;&#39;3<b></b></a>');
    expect(emptyElement("meta", { charset: "utf-8" })).toEqual({ markup: '<meta charset="utf-8">' });
  });

  test("no text can leave its place", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(escapeMarkup(text)).not.toMatch(/[<>"']/);
        expect(escapeMarkup(text)).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)/);
      }),
    );
  });
});
