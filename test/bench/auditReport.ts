import { gzipSync } from "node:zlib";

import { evidenceAsHtml } from "../../reports/audit/html/document.ts";
import { startChromium, watchedPage } from "../helpers/chromium.ts";
import { largeEvidence } from "../helpers/evidence.ts";
import { reportFiles } from "../helpers/openReport.ts";

const runs = 5;

/** How long the HTML report takes to be written and to be opened, and how large it is, by number of tenants: a section of the document. */
export async function auditReportSection(): Promise<string> {
  const files = reportFiles();
  const browser = await startChromium();
  try {
    const rows: string[] = [];
    for (const tenants of [100, 1_000, 10_000]) {
      const evidence = largeEvidence(tenants);
      const started = performance.now();
      const html = evidenceAsHtml(evidence);
      const written = performance.now() - started;
      const address = files.write(html);
      const opened: number[] = [];
      const busy: number[] = [];
      for (let run = 0; run < runs; run++) {
        const { page, context } = await watchedPage(browser);
        const session = await context.newCDPSession(page);
        await session.send("Performance.enable", { timeDomain: "threadTicks" });
        const before = performance.now();
        // Until the script has run and the page has been painted.
        await page.goto(`${address}#tenants`, { timeout: 120_000 });
        await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        opened.push(performance.now() - before);
        const { metrics } = await session.send("Performance.getMetrics");
        busy.push(1000 * (metrics.find(({ name }) => name === "ThreadTime")?.value ?? Number.NaN));
        await context.close();
      }
      const size = Buffer.byteLength(html) / 2 ** 20;
      const packed = gzipSync(html).length / 2 ** 20;
      rows.push(
        `| ${String(tenants)} | ${written.toFixed(0)} ms | ${median(opened).toFixed(0)} ms | ${median(busy).toFixed(0)} ms | ${size.toFixed(1)} MiB | ${packed.toFixed(1)} MiB |`,
      );
    }
    return section(rows);
  } finally {
    await browser.close();
    files.remove();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function section(rows: readonly string[]): string {
  return `## Audit report

The HTML report of tenants with 35 resources each, judged by 60 rules, of which 40 have something to judge. Opened is from the address to
the painted table of tenants, in Chromium without network, the median of ${String(runs)} times; busy is the processor time of the page's thread in
it. Goal: 2 s for 1000 tenants.

| tenants | written | opened | busy | file | file, gzip |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
