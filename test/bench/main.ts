/**
 * `npm run bench`: product and peer in the same run, as ratios, into docs/benchmarks.md; of 100 tenants, or of as many as an argument
 * says. With a word it measures one thing and keeps the rest of the document: `-- fleet` the fleets, `-- load` loading, `-- check`
 * checking (of 10,000 tenants), `-- cluster` a cluster, which takes some ten minutes and Go, `-- report` the HTML report in Chromium,
 * `-- diff` comparing with a commit, `-- unchanged` an `up` of 1,000 tenants that have not changed, `-- invoices` a month's invoices of
 * 10,000 tenants from 5 million usage records, `-- start` what commands take that run nothing. How many tenants may come after the
 * word. Needs Linux.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../helpers/cli.ts";
import { auditReportSection } from "./auditReport.ts";
import { checkSection } from "./check.ts";
import { clusterSection } from "./cluster.ts";
import { diffSection } from "./diff.ts";
import { fleetKinds, measureFleet } from "./fleet.ts";
import { fleetDocument, type MeasuredFleet } from "./fleetDocument.ts";
import { invoicesSection } from "./invoices.ts";
import { loadSection } from "./load.ts";
import { startUpSection } from "./startUp.ts";
import { unchangedSection } from "./unchanged.ts";

const documentPath = join(root, "docs", "benchmarks.md");
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const written = (): string => readFileSync(documentPath, "utf8");
/** A section of the document as it is, from its heading to the next. */
const sectionOf = (title: string): RegExp => new RegExp(`\n## ${title}\n[^]*?(?=\n## |$)`);
const replaceSection = (title: string, text: string): never => {
  writeFileSync(documentPath, `${written().replace(sectionOf(title), "")}\n${text}`);
  say(text);
  process.exit();
};
if (process.argv[2] === "report") replaceSection("Audit report", await auditReportSection());
if (process.argv[2] === "check") {
  replaceSection("Check", await checkSection(Number(process.argv[3] ?? 10_000), say));
}
if (process.argv[2] === "diff") replaceSection("Diff", await diffSection(Number(process.argv[3] ?? 1_000), say));
if (process.argv[2] === "cluster") replaceSection("Cluster", await clusterSection(say));
if (process.argv[2] === "invoices") {
  replaceSection("Invoices", await invoicesSection(Number(process.argv[3] ?? 10_000), say));
}
if (process.argv[2] === "start") replaceSection("Start-up", startUpSection());
if (process.argv[2] === "unchanged") {
  replaceSection("Unchanged tenants", await unchangedSection(Number(process.argv[3] ?? 1_000), say));
}
const loading =
  process.argv[2] === "fleet" ? (sectionOf("Loading").exec(written())?.[0].trimStart() ?? "") : await loadSection();
if (process.argv[2] === "load") replaceSection("Loading", loading);

const [only] = process.argv.slice(2);
const tenants = Number((only === "fleet" ? process.argv[3] : only) ?? 100);
const fleets: MeasuredFleet[] = [];
for (const kind of fleetKinds) {
  fleets.push({ kind, tenants, phases: await measureFleet(kind, tenants, say) });
  say(fleetDocument(fleets));
}
const startUp = only === "fleet" ? (sectionOf("Start-up").exec(written())?.[0] ?? "") : `\n${startUpSection()}`;
const kept = ["Check", "Cluster", "Audit report", "Diff", "Unchanged tenants", "Invoices"];
const rest = kept.map((title) => sectionOf(title).exec(written())?.[0] ?? "").join("");
writeFileSync(documentPath, `${fleetDocument(fleets)}${startUp}\n${loading}${rest}`);
