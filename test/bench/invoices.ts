import { once } from "node:events";
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { billingTexts, customerText, recordText, writeTexts } from "../helpers/billingEstate.ts";
import { root } from "../helpers/cli.ts";
import { editFile } from "../helpers/editFile.ts";
import { writeLargeEstate } from "./largeEstate.ts";
import { measure, type Measurement } from "./measure.ts";

/** Records a tenant: two meters, each every second hour and some more. */
const recordsPerTenant = 500;

/** How long it takes to read a month's usage and issue its invoices: a section of the document. */
export async function invoicesSection(tenants: number, say: (text: string) => void): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "tenantry-bench-"));
  try {
    say(`writing ${String(tenants)} tenants and ${String(tenants * recordsPerTenant)} usage records`);
    const estate = join(directory, "estate");
    writeEstate(estate, tenants);
    await writeUsage(join(directory, "usage"), tenants);
    const options = { cwd: directory, env: { PATH: process.env["PATH"], HOME: directory } };
    const run = (...args: string[]): Promise<Measurement> =>
      measure(process.execPath, [join(root, "cli/bin.js"), ...args], options);
    const month = ["--period", "2026-11", "--usage", "usage"];
    say("issuing");
    const issued = await run("invoice", ...month, "--issue", "--on", "2026-12-01");
    const documents = readdirSync(join(estate, "billing", "invoices")).filter((name) => /^NW-\d+\.json$/.test(name));
    if (documents.length !== tenants) throw new Error(`${String(documents.length)} invoices were issued`);
    say("reading the same again");
    const again = await run("invoice", ...month, "--issue", "--on", "2026-12-01");
    if (!again.stdout.includes(`${String(tenants * recordsPerTenant)} are billed already`))
      throw new Error(again.stdout.slice(-500));
    return section(tenants, issued, again);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function writeEstate(estate: string, tenants: number): void {
  writeLargeEstate(estate, tenants);
  const texts = billingTexts();
  const tier = texts["catalogue/iaas/metered@1.yaml"] ?? "";
  writeTexts(estate, {
    "catalogue/iaas/metered@1.yaml": tier,
    "billing/billing.yaml": texts["billing/billing.yaml"] ?? "",
  });
  for (const id of idsOf(tenants)) {
    editFile(join(estate, "tenants", `${id}.yaml`), "start: 2026-12-01", "start: 2026-01-01");
    writeTexts(estate, {
      [`billing/customers/${id}.yaml`]: customerText(id),
      [`billing/records/${id}.yaml`]: recordText(id, "web", "iaas", "metered@1"),
    });
  }
}

const idsOf = (tenants: number): string[] =>
  Array.from({ length: tenants }, (_, index) => `tenant-${String(index).padStart(5, "0")}`);

/** JSON lines in a file a day, as meters deliver them: hour by hour, all tenants one after the other. */
async function writeUsage(directory: string, tenants: number): Promise<void> {
  mkdirSync(directory);
  const hours = recordsPerTenant / 2;
  const instant = (hour: number): string => new Date(Date.UTC(2026, 10, 1, hour)).toISOString().replace(".000", "");
  const ids = idsOf(tenants);
  let stream = createWriteStream(join(directory, "00.jsonl"));
  for (let hour = 0; hour < hours; hour += 1) {
    const [from, to] = [instant(hour), instant(hour + 1)];
    const lines = ids.map((tenant, index) => {
      const of = `"tenant":"${tenant}","subscription":"web","from":"${from}","to":"${to}"`;
      const stored = `{"id":"${tenant}/storageGiB/${from}",${of},"meter":"storageGiB","unit":"GiB","quantity":"0.${String(100 + ((index + hour) % 900))}"}`;
      return `${stored}\n{"id":"${tenant}/requests/${from}",${of},"meter":"requests","quantity":${String((index * 31 + hour) % 100_000)}}\n`;
    });
    if (!stream.write(lines.join(""))) await once(stream, "drain");
    if (hour % 24 !== 23 && hour !== hours - 1) continue;
    stream.end();
    await once(stream, "close");
    if (hour !== hours - 1)
      stream = createWriteStream(join(directory, `${String((hour + 1) / 24).padStart(2, "0")}.jsonl`));
  }
}

function section(tenants: number, issued: Measurement, again: Measurement): string {
  const row = (what: string, { seconds, processorSeconds, peakMiB }: Measurement): string =>
    `| ${what} | ${seconds.toFixed(1)} s | ${processorSeconds.toFixed(1)} s | ${peakMiB.toFixed(0)} MiB |`;
  return `## Invoices

\`tenantry invoice --period 2026-11 --usage usage --issue\` of ${String(tenants)} tenants from ${String(tenants * recordsPerTenant)} usage records in JSON lines: start, load the estate, read,
check and add up the records, compute each invoice, and write it as a file of its own that is on the disk before the next has its number. Then
the same again: all records are read and known as billed, all invoices are verified, and nothing is issued. Goals: 60 s on two cores, 1536 MiB.

| what | time | processor time | memory, peak |
| --- | --- | --- | --- |
${row("issued", issued)}
${row("again, all billed", again)}
`;
}
