import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { root } from "../helpers/cli.ts";

const runs = 15;

/** How long commands that run nothing take: a section of the document. */
export function startUpSection(): string {
  return `## Start-up

Commands that run nothing do not load the Pulumi SDK. Goals: \`--help\` within 3 times and \`validate\` of the example estate within 8
times an empty program of Node.js.

| command | time, median | ratio to \`node -e 0\` |
| --- | --- | --- |
${startUpRows().join("\n")}
`;
}

/** Rows of a table: each command against an empty program, medians of alternating runs. */
function startUpRows(): string[] {
  const commands = [
    { name: "node -e 0", args: ["-e", "0"] },
    { name: "tenantry --help", args: [join(root, "cli/bin.js"), "--help"] },
    { name: "tenantry validate", args: [join(root, "cli/bin.js"), "validate"] },
  ];
  const times = commands.map(() => [] as number[]);
  // The first round fills the caches of the disk and of compiled code.
  for (let round = 0; round <= runs; round++) {
    for (const [index, { name, args }] of commands.entries()) {
      const started = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
      if (status !== 0) throw new Error(`${name} ended with ${String(status)}\n${stderr}`);
      if (round > 0) times[index]?.push(performance.now() - started);
    }
  }
  const medians = times.map((all) => all.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN);
  const [empty = Number.NaN] = medians;
  return commands.map(({ name }, index) => {
    const median = medians[index] ?? Number.NaN;
    return `| \`${name}\` | ${median.toFixed(0)} ms | ${(median / empty).toFixed(1)} |`;
  });
}
