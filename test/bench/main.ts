/**
 * `npm run bench`: product and peer in the same run, as ratios, into docs/benchmarks.md. `npm run bench -- load` measures loading
 * alone, `-- check` checking (of 10,000 tenants, or of as many as a second argument says), `-- cluster` a cluster, which takes some ten
 * minutes and Go, `-- report` the HTML report in Chromium, and `-- unchanged` an `up` of 1,000 tenants
 * that have not changed: each keeps the rest of the document. Needs Linux.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { copyEstate, root } from "../helpers/cli.ts";
import { auditReportSection } from "./auditReport.ts";
import { checkSection } from "./check.ts";
import { clusterSection } from "./cluster.ts";
import { loadSection } from "./load.ts";
import { measure, type Measurement } from "./measure.ts";
import { peerFiles } from "./peer.ts";
import { startUpRows } from "./startUp.ts";
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
if (process.argv[2] === "cluster") replaceSection("Cluster", await clusterSection(say));
if (process.argv[2] === "unchanged") {
  replaceSection("Unchanged tenants", await unchangedSection(Number(process.argv[3] ?? 1_000), say));
}
const loading = await loadSection();
if (process.argv[2] === "load") replaceSection("Loading", loading);

const tenants = Number(process.argv[2] ?? 24);
const ids = Array.from({ length: tenants }, (_, index) => `bench${String(index + 1).padStart(3, "0")}`);
const cidrOf = (index: number): string => `10.40.${String(index)}.0/24`;

const estate = copyEstate();
try {
  estate.edit("estate.yaml", "vpcs: 5", `vpcs: ${String(4 * tenants)}`);
  const files = join(estate.directory, "estate", "tenants");
  const template = readFileSync(join(files, "acme.yaml"), "utf8");
  rmSync(files, { recursive: true });
  mkdirSync(files);
  for (const [index, id] of ids.entries()) {
    const manifest = template
      .replace("id: acme", `id: ${id}`)
      .replace("standard@1", "starter@1")
      .replace("10.40.0.0/20", cidrOf(index))
      .replace("[assets, backups]", "[assets]");
    writeFileSync(join(files, `${id}.yaml`), manifest);
  }
  mkdirSync(estate.stateDirectory, { recursive: true });
  estate.sandbox({ limits: { vpcsPerRegion: 4 * tenants, bucketsPerAccount: 4 * tenants } });

  const prepared = await estate.tenantry(["env", "--json"]);
  if (prepared.code !== 0) throw new Error(prepared.stderr);
  const { variables } = JSON.parse(prepared.stdout) as { variables: Record<string, string> };
  const peer = join(estate.directory, "peer");
  mkdirSync(join(peer, "state"), { recursive: true });
  for (const [name, content] of Object.entries(peerFiles)) writeFileSync(join(peer, name), content);
  symlinkSync(join(root, "node_modules"), join(peer, "node_modules"));
  const peerEnv = {
    ...process.env,
    ...variables,
    PULUMI_BACKEND_URL: `file://${join(peer, "state")}`,
    AWS_REGION: "eu-central-1",
  };
  say(`making the peer's ${String(tenants)} stacks`);
  for (const [index, id] of ids.entries()) {
    for (const args of [
      ["stack", "init", id],
      ["config", "set", "cidr", cidrOf(index), "-s", id],
    ]) {
      const made = spawnSync("pulumi", args, { cwd: peer, env: peerEnv, encoding: "utf8" });
      if (made.status !== 0) throw new Error(made.stderr);
    }
  }
  writeFileSync(join(peer, "ids"), ids.join("\n"));

  const product = (): Promise<Measurement> =>
    measure(process.execPath, [join(root, "cli/bin.js"), "up", "--all", "-j", "2"], {
      cwd: estate.directory,
      env: process.env,
    });
  const usual = (): Promise<Measurement> =>
    measure("xargs", ["-a", "ids", "-P2", "-I{}", "pulumi", "up", "-f", "-y", "-s", "{}"], { cwd: peer, env: peerEnv });
  const rows: string[] = [];
  for (const phase of ["created", "unchanged"]) {
    say(`${phase}: tenantry`);
    const ours = await product();
    say(`${phase}: the usual way`);
    const theirs = await usual();
    rows.push(row(phase, ours, theirs));
    say(rows.at(-1) ?? "");
  }
  writeFileSync(
    documentPath,
    `${document(rows, startUpRows())}\n${loading}${["Check", "Cluster", "Audit report", "Unchanged tenants"].map((title) => sectionOf(title).exec(written())?.[0] ?? "").join("")}`,
  );
} finally {
  estate.remove();
}

function row(phase: string, ours: Measurement, theirs: Measurement): string {
  const cells = [
    `${String(tenants)} tenants ${phase}`,
    `${(ours.seconds / tenants).toFixed(2)} s`,
    `${(theirs.seconds / tenants).toFixed(2)} s`,
    (theirs.seconds / ours.seconds).toFixed(1),
    `${ours.peakMiB.toFixed(0)} MiB`,
    `${theirs.peakMiB.toFixed(0)} MiB`,
    (theirs.peakMiB / ours.peakMiB).toFixed(1),
  ];
  return `| ${cells.join(" | ")} |`;
}

function document(rows: readonly string[], startUp: readonly string[]): string {
  return `# Benchmarks

Written by \`npm run bench\`, which runs product and peer on the same machine, one after the other. Read the ratios; absolute times mean
little elsewhere. A ratio above 1 says that the usual way takes that many times as much.

Product: \`tenantry up --all -j 2\`. Peer: \`xargs -P2 pulumi up -f -y\` over a program with the same AWS resources, written the usual way
(ts-node, whole-package imports, one process a stack). Both run the same engine on the sandbox. Memory is the peak of the resident sets
of all processes, summed, so that pages which processes share count more than once.

| what | tenantry, per tenant | usual way, per tenant | time ratio | tenantry, peak | usual way, peak | memory ratio |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}

## Start-up

Commands that run nothing do not load the Pulumi SDK. Goals: \`--help\` within 3 times and \`validate\` of the example estate within 8
times an empty program of Node.js.

| command | time, median | ratio to \`node -e 0\` |
| --- | --- | --- |
${startUp.join("\n")}
`;
}
