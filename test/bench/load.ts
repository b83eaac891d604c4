import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "../helpers/cli.ts";
import { writeLargeEstate } from "./largeEstate.ts";
import { measure, type Measurement } from "./measure.ts";

const tenants = 10_000;

/** What most programs do with a directory of YAML first: read and parse each file, by the package that we find places with. */
const peerProgram = `
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
const tenants = readdirSync(process.argv[1]).map((name) => parse(readFileSync(process.argv[1] + "/" + name, "utf8")));
if (tenants.length !== ${String(tenants)}) throw new Error("not all tenants were read");
`;

/** How long `validate` takes for 10,000 tenants, against the parsing of their files alone: a section of the document. */
export async function loadSection(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "tenantry-bench-"));
  try {
    writeLargeEstate(directory, tenants);
    const options = { cwd: root, env: process.env };
    const run = (...args: string[]): Promise<Measurement> => measure(process.execPath, args, options);
    const validate = (): Promise<Measurement> => run(join(root, "cli/bin.js"), "validate", "--estate", directory);
    // The first run fills the caches of the disk and of compiled code.
    await validate();
    const ours = await validate();
    const theirs = await run("--input-type=module", "-e", peerProgram, join(directory, "tenants"));
    return section(ours, theirs);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function section(ours: Measurement, theirs: Measurement): string {
  const row = (what: string, { seconds, peakMiB }: Measurement): string =>
    `| ${what} | ${seconds.toFixed(2)} s | ${(seconds / theirs.seconds).toFixed(2)} | ${peakMiB.toFixed(0)} MiB |`;
  return `## Loading

\`tenantry validate\` of ${String(tenants)} tenants, half of them on AWS and half on Kubernetes, each in a file of its own: start, read, parse, check and
resolve all of them. The peer is the package yaml, which does nothing but parse the same files. Goals: 5 s on two cores, 1 GiB.

| what | time | ratio to parsing alone | memory, peak |
| --- | --- | --- | --- |
${row("`tenantry validate`", ours)}
${row("`parse` of each file by yaml", theirs)}
`;
}
