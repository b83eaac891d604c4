import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { checkDocument } from "../../core/results/check.ts";
import { byHand } from "../helpers/byHand.ts";
import { copyEstate, root, type TestEstate } from "../helpers/cli.ts";
import { writeLargeEstate } from "./largeEstate.ts";
import { measure, type Measurement } from "./measure.ts";

/** How many tenants the engine previews, two at a time; each takes seconds. */
const previewed = 8;

/** One run of `check`. */
interface CheckRun extends Measurement {
  readonly what: string;
  readonly tenants: number;
  readonly resources: number;
}

/**
 * `tenantry check` of a tenth of these tenants and of all, each once more, against the engine's own way of judging them: a section of
 * the document.
 */
export async function checkSection(most: number, say: (text: string) => void): Promise<string> {
  const runs: CheckRun[] = [];
  for (const tenants of [most / 10, most]) {
    const estate = estateOf(tenants);
    try {
      for (const what of ["first", "again, nothing changed"]) {
        say(`check of ${String(tenants)} tenants: ${what}`);
        const run = await check(estate);
        runs.push({ ...run, what, tenants });
        say(`${run.seconds.toFixed(1)} s, ${run.peakMiB.toFixed(0)} MiB`);
      }
    } finally {
      estate.remove();
    }
  }
  say(`pulumi preview --policy-pack of ${String(previewed)} tenants`);
  return section(runs, await preview());
}

function estateOf(tenants: number): TestEstate {
  const estate = copyEstate("base");
  const directory = join(estate.directory, "estate");
  rmSync(join(directory, "tenants"), { recursive: true });
  writeLargeEstate(directory, tenants);
  return estate;
}

async function check(estate: TestEstate): Promise<Measurement & { resources: number }> {
  const run = await measure(process.execPath, [join(root, "cli/bin.js"), "check", "--json"], {
    cwd: estate.directory,
    env: process.env,
  });
  const { tenants } = checkDocument.parse(JSON.parse(run.stdout));
  return { ...run, resources: tenants.reduce((sum, tenant) => sum + tenant.resources, 0) };
}

/** The same program and the same rules by the engine, a stack a tenant, as a pipeline of plain Pulumi would run them. */
async function preview(): Promise<Measurement> {
  const estate = estateOf(previewed);
  try {
    const env = await byHand(estate);
    const ids = Array.from({ length: previewed }, (_, index) => `tenant-${String(index).padStart(5, "0")}`);
    for (const id of ids) {
      const { code, stderr } = await estate.run("pulumi", ["stack", "init", id, "--non-interactive"], { env });
      if (code !== 0) throw new Error(stderr);
    }
    writeFileSync(join(estate.directory, "ids"), ids.join("\n"));
    const args = ["preview", "--non-interactive", "--policy-pack", join(root, "policies"), "-s", "{}"];
    return await measure("xargs", ["-a", "ids", "-P2", "-I{}", "pulumi", ...args], {
      cwd: estate.directory,
      env: { ...process.env, ...env },
    });
  } finally {
    estate.remove();
  }
}

function section(runs: readonly CheckRun[], theirs: Measurement): string {
  const perPreview = theirs.seconds / previewed;
  const row = ({ what, tenants, resources, seconds, peakMiB }: CheckRun): string => {
    const cells = [
      `${String(tenants)} tenants, ${what}`,
      `${seconds.toFixed(1)} s`,
      `${((seconds / tenants) * 1000).toFixed(1)} ms`,
      `${((seconds / resources) * 1000).toFixed(2)} ms`,
      `${peakMiB.toFixed(0)} MiB`,
      ((perPreview * tenants) / seconds).toFixed(0),
    ];
    return `| ${cells.join(" | ")} |`;
  };
  return `## Check

\`tenantry check\`: start, load the estate, render every tenant in process and judge it by every rule, half of them on AWS and half on
Kubernetes. The peer is \`pulumi preview --policy-pack\` of ${String(previewed)} of the same tenants as new stacks, two at a time, with the same program and
rules: ${perPreview.toFixed(2)} s for each. Goals: 0.8 ms for each resource in 1 GiB, ten times as many tenants in ten times the time, 10 s for 10,000
tenants of which none has changed, and a hundredth of the peer's time.

| what | time | per tenant | per resource | memory, peak | times as fast as previews |
| --- | --- | --- | --- | --- | --- |
${runs.map(row).join("\n")}
`;
}
