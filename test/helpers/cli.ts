/** Runs the command line on a copy of the example estate: as a process of its own, as a user would, or in this one. */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { runCommand } from "../../cli/runCommand.ts";
import { editFile } from "./editFile.ts";

/** The project's directory. */
export const root = resolve(import.meta.dirname, "../..");

/** How a process ended and what it wrote. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the example estate in a directory of its own. */
export interface TestEstate {
  /** The directory that holds `estate/`. */
  readonly directory: string;
  /** `.tenantry` of the estate. */
  readonly stateDirectory: string;
  /**
   * Runs `tenantry` there in this process, which is many times quicker: for verbs that need no engine.
   *
   * @param now the instant in UTC that the clock shows; what it does show when absent.
   */
  readonly command: (args: readonly string[], now?: string) => Promise<Outcome>;
  /** Runs `tenantry` there as a process of its own. */
  readonly tenantry: (args: readonly string[], options?: ProcessOptions) => Promise<Outcome>;
  /** Runs any program there, without a shell. */
  readonly run: (program: string, args: readonly string[], options?: ProcessOptions) => Promise<Outcome>;
  /** Replaces text in a file of the estate; the text must be there. */
  readonly edit: (file: string, from: string, to: string) => void;
  /** Puts these manifests, by id, in the place of all tenants. */
  readonly onlyTenants: (manifests: Readonly<Record<string, string>>) => void;
  /** Writes `.tenantry/sandbox.json`: faults, limits, latency. */
  readonly sandbox: (settings: object) => void;
  readonly remove: () => void;
}

/** Options of one process. */
export interface ProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the whole of standard error so far, whenever there is more; may send signals. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
  /** The user to run as; needs root. */
  readonly uid?: number;
  /** When this has been written, it and all that it has started get one SIGINT each, as a terminal does on Ctrl-C. */
  readonly interruptOn?: string;
}

/**
 * The engine writes its state after the run alone, and not after each step: half of a run's time. For tests in which nothing is cut
 * off, for which the steps' states are there.
 */
export const withoutCheckpoints = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" } as const;

/**
 * Makes a copy of the example estate, or of the tests' own (see `baseTexts`). Variables of Pulumi's and of ours are kept out of what
 * runs there, but for those that are given.
 */
export function copyEstate(
  source: "example" | "base" = "example",
  environment: Readonly<Record<string, string>> = {},
): TestEstate {
  const directory = mkdtempSync(join(tmpdir(), "tenantry-test-"));
  const estate = join(directory, "estate");
  cpSync(join(root, source === "example" ? "estate" : "test/fixtures/estate"), estate, {
    recursive: true,
    filter: (file) => !file.endsWith(".tenantry"),
  });
  const run: TestEstate["run"] = (program, args, options = {}) =>
    runProcess(program, args, directory, { ...options, env: { ...environment, ...options.env } });
  return {
    directory,
    stateDirectory: join(estate, ".tenantry"),
    run,
    command: (args, now) => runHere(args, directory, now),
    tenantry: (args, options) => run(process.execPath, [join(root, "cli/bin.js"), ...args], options),
    edit: (file, from, to) => {
      editFile(join(estate, file), from, to);
    },
    onlyTenants: (manifests) => {
      const tenants = join(estate, "tenants");
      for (const file of readdirSync(tenants)) rmSync(join(tenants, file));
      for (const [id, text] of Object.entries(manifests)) writeFileSync(join(tenants, `${id}.yaml`), text);
    },
    sandbox: (settings) => {
      mkdirSync(join(estate, ".tenantry"), { recursive: true });
      writeFileSync(join(estate, ".tenantry", "sandbox.json"), JSON.stringify(settings));
    },
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** What a process of its own would be given where no terminal is. */
async function runHere(
  args: readonly string[],
  workingDirectory: string,
  now = new Date().toISOString(),
): Promise<Outcome> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const code = await runCommand(args, {
    workingDirectory,
    environment: {},
    today: now.slice(0, 10),
    now,
    print: (line) => void stdout.push(`${line}\n`),
    note: (line) => void stderr.push(`${line}\n`),
    interactive: false,
    colour: false,
  });
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}

/** This process's variables, without those of Pulumi's and ours. */
export function inheritedEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:PULUMI|TENANTRY_ESTATE)/.test(name)));
}

/** Runs any program in a directory, without a shell. */
export async function runProcess(
  program: string,
  args: readonly string[],
  cwd: string,
  options: ProcessOptions,
): Promise<Outcome> {
  const child = spawn(program, [...args], {
    cwd,
    env: { ...inheritedEnvironment(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: options.interruptOn !== undefined,
    ...(options.uid !== undefined && { uid: options.uid }),
  });
  let interrupted = options.interruptOn === undefined;
  const interrupt = (): void => {
    if (interrupted || child.pid === undefined || !stdout.includes(options.interruptOn ?? "")) return;
    interrupted = true;
    process.kill(-child.pid, "SIGINT");
  };
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    interrupt();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    options.onStderr?.(stderr, (signal) => void child.kill(signal));
  });
  return new Promise((finish, fail) => {
    child.once("error", fail);
    child.once("close", (code) => {
      finish({ code, stdout, stderr });
    });
  });
}
