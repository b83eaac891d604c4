import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { runDocument } from "../../core/results/tenantRun.ts";
import { fingerprintOf } from "../../fleet/journal/fingerprint.ts";
import { Journal, journalFile } from "../../fleet/journal/journal.ts";
import { openEstate } from "../../fleet/openEstate.ts";
import { describeWorkspace } from "../../fleet/workspace.ts";
import { copyEstate, root, type TestEstate } from "../helpers/cli.ts";
import { writeLargeEstate } from "./largeEstate.ts";
import { measure, type Measurement } from "./measure.ts";

/** One run of `up --all` over tenants that have not changed. */
interface UnchangedRun extends Measurement {
  readonly tenants: number;
  readonly resources: number;
}

/** `tenantry up --all` over tenants of which none has changed: a section of the document. */
export async function unchangedSection(most: number, say: (text: string) => void): Promise<string> {
  const runs: UnchangedRun[] = [];
  for (const tenants of [most / 10, most]) {
    const estate = copyEstate("base");
    try {
      say(`bringing ${String(tenants)} tenants to where nothing changes`);
      await provision(estate, tenants);
      const run = await up(estate);
      runs.push({ ...run, tenants });
      say(
        `${run.seconds.toFixed(1)} s, ${run.processorSeconds.toFixed(1)} s of processor time, ${run.peakMiB.toFixed(0)} MiB`,
      );
    } finally {
      estate.remove();
    }
  }
  return section(runs);
}

/**
 * Two tenants, one on AWS and one on Kubernetes, are really applied. Each other tenant gets a copy of the state of the one that it is a copy
 * of, with its own name in it, and the journal entry that its own `up` would have made.
 */
async function provision(estate: TestEstate, tenants: number): Promise<void> {
  const directory = join(estate.directory, "estate");
  rmSync(join(directory, "tenants"), { recursive: true });
  writeLargeEstate(directory, tenants);
  const opened = openEstate(directory, "/", {});
  if (opened.estate === undefined) throw new Error(JSON.stringify(opened.diagnostics.slice(0, 3)));
  const { manifest, tenants: all } = opened.estate;
  const originals = all.slice(0, 2).map(({ resolved }) => resolved.id);
  const made = await estate.tenantry(["up", ...originals]);
  if (made.code !== 0) throw new Error(made.stdout + made.stderr);
  const stacks = join(estate.stateDirectory, "state", ".pulumi", "stacks", "tenantry");
  const states = originals.map((id) => readFileSync(join(stacks, `${id}.json`), "utf8"));
  const subjects = all.map(({ resolved }) => ({ kind: "tenant", resolved }) as const);
  const fingerprint = fingerprintOf(manifest, describeWorkspace(directory, manifest, {}));
  const actor = { user: "bench", host: "bench" };
  const tasks = subjects.map(({ resolved: { id } }) => ({ stack: id, subject: id }));
  const run = { run: "bench", verb: "up", actor, refresh: false, tasks } as const;
  const journal = Journal.begin(journalFile(directory, manifest), run, (line) => {
    throw new Error(line);
  });
  for (const [index, subject] of subjects.entries()) {
    const { id } = subject.resolved;
    const original = originals[index % 2] ?? "";
    const state = (states[index % 2] ?? "").replaceAll(original, id);
    writeFileSync(join(stacks, `${id}.json`), state);
    const version = createHash("sha256").update(state).digest("hex");
    const resources = journal?.applied(original)?.resources ?? 0;
    journal?.remember(id, { fingerprint: fingerprint(subject), version, resources });
  }
  journal?.end("done");
}

/** The second of two runs, because the first fills Node.js's cache of compiled code. Where neither the CLI nor what builds it can be found, so that a run which needs it fails. */
async function up(estate: TestEstate): Promise<Measurement & { resources: number }> {
  const once = (): Promise<Measurement> =>
    measure(process.execPath, [join(root, "cli/bin.js"), "up", "--all", "--json"], {
      cwd: estate.directory,
      env: { PATH: dirname(process.execPath), HOME: estate.directory },
    });
  await once();
  const run = await once();
  const { results } = runDocument.parse(JSON.parse(run.stdout));
  const started = results.filter(({ result, attempts }) => result !== "unchanged" || attempts > 0);
  if (started.length > 0) throw new Error(`not skipped: ${started.map(({ tenant }) => tenant).join(", ")}`);
  return { ...run, resources: results.reduce((sum, { resources }) => sum + resources, 0) };
}

function section(runs: readonly UnchangedRun[]): string {
  const row = ({ tenants, resources, seconds, processorSeconds, peakMiB }: UnchangedRun): string => {
    const cells = [
      `${String(tenants)} tenants, ${String(resources)} resources`,
      `${seconds.toFixed(1)} s`,
      `${processorSeconds.toFixed(1)} s`,
      `${peakMiB.toFixed(0)} MiB`,
    ];
    return `| ${cells.join(" | ")} |`;
  };
  return `## Unchanged tenants

\`tenantry up --all\` where nothing has changed since the last one: start, load the estate, compare every tenant's fingerprint and the digest
of its state's file with the journal. No engine is started: the CLI is not to be found in this run. Half of the tenants are on AWS, half on
Kubernetes. Two of them are really applied; the others have copies of those states under their own names, and the journal's entries that
their own \`up\` would have made, because the skipping reads nothing else. The time is that of a second such run. Goal: 1,000 tenants in 5 s.

| what | time | processor time | memory, peak |
| --- | --- | --- | --- |
${runs.map(row).join("\n")}
`;
}
