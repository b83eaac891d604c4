import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { runEngine } from "../../../../fleet/engine/engineProcess.ts";
import { root as project } from "../../../helpers/cli.ts";

/** Writes down each interrupt that it gets in its second of life. */
const engine = `#!/bin/sh
trap 'echo interrupted >> "$1"' INT
echo ready >> "$1"
for step in 1 2 3 4 5 6 7 8 9 10; do sleep 0.1; done
echo done >> "$1"
echo said; echo told >&2
`;

/** A runner with threads, each of which the kernel may hand a dying process's children to. */
const runner = (module: string, run: object): string => `
  import { Worker } from "node:worker_threads";
  import { runEngine } from ${JSON.stringify(module)};
  for (let index = 0; index < 8; index++) new Worker("setInterval(() => {}, 1000)", { eval: true });
  await runEngine(${JSON.stringify(run)});
`;

let directory: string;
let log: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-engine-"));
  log = join(directory, "log");
  mkdirSync(join(directory, "bin"));
  writeFileSync(join(directory, "bin", "pulumi"), engine);
  chmodSync(join(directory, "bin", "pulumi"), 0o755);
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const written = (): string[] => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []);
const until = async (line: string): Promise<void> => {
  while (!written().includes(line)) await sleep(20);
};
const run = () => ({ root: directory, args: [log], cwd: directory, env: {}, directory: join(directory, "private") });

test("an engine that ends by itself is not interrupted, and what it says is kept", async () => {
  const pids: number[] = [];
  const ended = await runEngine({ ...run(), onStarted: ({ pid }) => void pids.push(pid) });
  expect(ended).toEqual({ code: 0, stdout: "said\n", stderr: "told\n" });
  expect(written()).toEqual(["ready", "done"]);
  expect(pids).toHaveLength(1);
});

test("an abort interrupts it once", async () => {
  const controller = new AbortController();
  const ended = runEngine({ ...run(), signal: controller.signal });
  await until("ready");
  controller.abort();
  expect((await ended).code).toBe(0);
  expect(written()).toEqual(["ready", "interrupted", "done"]);
});

test("one whose runner is killed is interrupted once, and ends what it does", async () => {
  const program = runner(join(project, "fleet/engine/engineProcess.ts"), run());
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], { stdio: "ignore" });
  const exited = once(child, "exit");
  await until("ready");
  child.kill("SIGKILL");
  await exited;
  await until("done");
  expect(written()).toEqual(["ready", "interrupted", "done"]);
});
