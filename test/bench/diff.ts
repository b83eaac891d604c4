import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fleetDiffDocument } from "../../core/results/fleetDiff.ts";
import { copyEstate, root } from "../helpers/cli.ts";
import { gitAt } from "../helpers/gitEstate.ts";
import { writeLargeEstate } from "./largeEstate.ts";
import { measure, type Measurement } from "./measure.ts";

/** One comparison of all tenants. */
interface DiffRun extends Measurement {
  readonly what: string;
  readonly changed: number;
  readonly changes: number;
}

/**
 * `tenantry diff` of many tenants, by what changes, and a selection by `--affected`, against `tenantry check` of the same in the same
 * run: a section of the document.
 */
export async function diffSection(tenants: number, say: (text: string) => void): Promise<string> {
  const estate = copyEstate("base");
  const directory = join(estate.directory, "estate");
  const at = (name: string): string => join(directory, name);
  const edit = (name: string, from: RegExp, to: string): void => {
    const text = readFileSync(at(name), "utf8");
    if (!from.test(text)) throw new Error(`${name} has nothing like ${from.source}`);
    writeFileSync(at(name), text.replace(from, to));
  };
  try {
    rmSync(at("tenants"), { recursive: true });
    writeLargeEstate(directory, tenants);
    // Nothing is published, so that tiers may change.
    rmSync(at("catalogue.lock"));
    gitAt(estate.directory, "init", "--quiet", "--initial-branch", "main");
    gitAt(estate.directory, "add", "--all");
    gitAt(estate.directory, "commit", "--quiet", "--message", "base");
    const run = (...args: readonly string[]): Promise<Measurement> =>
      measure(process.execPath, [join(root, "cli/bin.js"), ...args], { cwd: estate.directory, env: process.env });
    const diff = async (what: string): Promise<DiffRun> => {
      say(`diff of ${String(tenants)} tenants: ${what}`);
      const measured = await run("diff", "--base", "main", "--json");
      const { summary, changes } = fleetDiffDocument.parse(JSON.parse(measured.stdout));
      say(`${measured.seconds.toFixed(1)} s, ${measured.peakMiB.toFixed(0)} MiB, ${String(changes.length)} changes`);
      return { ...measured, what, changed: summary.changed, changes: changes.length };
    };
    const runs = [await diff("nothing changed")];
    edit("catalogue/paas/starter@1.yaml", /pods: \d+/, "pods: 21");
    runs.push(await diff("one tier, which half of them have"));
    say(`selection by --affected of ${String(tenants)} tenants`);
    const affected = await run("render", "--affected", "--base", "main", "--json");
    edit("catalogue/iaas/standard@1.yaml", /zones: 2 /, "zones: 2, flowLogs: { retentionDays: 90 } ");
    runs.push(await diff("two tiers, which all of them have"));
    say(`check of ${String(tenants)} tenants`);
    return section(tenants, runs, affected, await run("check", "--no-cache", "--json"));
  } finally {
    estate.remove();
  }
}

function section(tenants: number, runs: readonly DiffRun[], affected: Measurement, check: Measurement): string {
  const row = ({ what, changed, changes, seconds, peakMiB }: DiffRun): string => {
    const cells = [
      what,
      String(changed),
      String(changes),
      `${seconds.toFixed(1)} s`,
      `${peakMiB.toFixed(0)} MiB`,
      (seconds / check.seconds).toFixed(2),
    ];
    return `| ${cells.join(" | ")} |`;
  };
  return `## Diff

\`tenantry diff\` of ${String(tenants)} tenants, half of them on AWS and half on Kubernetes, against a commit with the same code: both sides are rendered in
process and compared. \`tenantry check --no-cache\` of the same tenants in the same run takes ${check.seconds.toFixed(1)} s. Goal: at most twice the time of
\`check\`, whatever changes.

| what changed | tenants | told as changes | time | memory, peak | of the time of check |
| --- | --- | --- | --- | --- | --- |
${runs.map(row).join("\n")}

\`tenantry render --affected\` of the same tenants, where one tier has changed that half of them have, takes ${affected.seconds.toFixed(1)} s and
${affected.peakMiB.toFixed(0)} MiB, ${(affected.seconds / check.seconds).toFixed(2)} of the time of \`check\`: both sides of all, and what is affected once more.
`;
}
