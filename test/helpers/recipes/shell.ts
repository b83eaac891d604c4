/** Runs the steps of a CI job: bash, as a runner starts it, with an environment that holds what the job was given and nothing else. */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { cacheDirectory } from "../../../tools/cacheDirectory.js";
import { root } from "../cli.ts";

/** How a step ended and what it wrote. */
export interface StepOutcome {
  readonly code: number | null;
  /** Both outputs, as a job's log has them. */
  readonly log: string;
}

/** A step that is to be run. */
export interface ShellStep {
  readonly script: string;
  /** What bash is started with before the script's file. */
  readonly options: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** When the log has this in it, bash alone gets one SIGINT: runners signal the process that they have started, not its children. */
  readonly interruptOn?: string | undefined;
}

/** Runs a script with bash, from a file, as runners do. */
export async function runStep(step: ShellStep, scratch: string): Promise<StepOutcome> {
  const file = join(scratch, "step.sh");
  mkdirSync(scratch, { recursive: true });
  writeFileSync(file, step.script);
  const child = spawn("bash", [...step.options, file], {
    cwd: step.cwd,
    env: { ...machine(scratch), ...step.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  let interrupted = step.interruptOn === undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      if (interrupted || !log.includes(step.interruptOn ?? "")) return;
      interrupted = true;
      child.kill("SIGINT");
    });
  }
  return new Promise((finish, fail) => {
    child.once("error", fail);
    child.once("close", (code) => {
      finish({ code, log });
    });
  });
}

/** What every machine has: programs, a home, and the project's cache, so that no job has to get the Pulumi CLI anew. */
function machine(scratch: string): Record<string, string> {
  return {
    PATH: [join(scratch, "bin"), dirname(process.execPath), process.env["PATH"] ?? ""].join(":"),
    HOME: join(scratch, "home"),
    LANG: "C.UTF-8",
    CI: "true",
    TENANTRY_CACHE: cacheDirectory(process.env),
  };
}

/** Puts a program of this folder on the PATH of jobs. */
export function addProgram(scratch: string, name: string, file: string): void {
  const path = join(scratch, "bin", name);
  mkdirSync(dirname(path), { recursive: true });
  const program = join(root, "test/helpers/recipes", file);
  writeFileSync(
    path,
    `#!/bin/sh\nexec "${process.execPath}" --disable-warning=ExperimentalWarning "${program}" "$@"\n`,
    { mode: 0o755 },
  );
}
