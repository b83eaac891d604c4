import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

import { startTimeOf, type ProcessIdentity } from "../leases/processes.ts";
import { openPrivateFile } from "./privateFile.ts";

/** A process of the engine's, as others can find it. */
export type EngineProcess = Pick<ProcessIdentity, "pid" | "startTime">;

/** How a process of the engine's is run. */
export interface EngineRun {
  /** The directory with bin/pulumi in it. */
  readonly root: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to this process's own. */
  readonly env: Readonly<Record<string, string>>;
  /** Where its output is kept while it runs; nothing of it stays. */
  readonly directory: string;
  /** Interrupts it: what is under way is finished, the rest is not begun. */
  readonly signal?: AbortSignal;
  /** Open files that it gets beside the usual ones, from descriptor 3 on. */
  readonly files?: readonly number[];
  readonly onStarted?: (process: EngineProcess) => void;
}

/** How a process of the engine's ended. */
export interface EngineEnd {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the Pulumi CLI as a process that outlives this one for as long as it needs to finish what is under way: when its parent dies,
 * even by kill -9, it is interrupted once, and it writes to files, because a pipe without a reader would kill it. It has a process group
 * of its own: Ctrl-C in a terminal signals the whole foreground group, and an engine that is signalled twice stops at once.
 *
 * @throws the abort's reason when it comes before the process starts, and an Error when the process cannot be started.
 */
export async function runEngine(run: EngineRun): Promise<EngineEnd> {
  const { root, args, cwd, env, directory, signal, files = [] } = run;
  signal?.throwIfAborted();
  const bin = join(root, "bin");
  const [program, ...all] = [...drain, join(bin, "pulumi"), ...args];
  const [stdout, stderr] = [openPrivateFile(directory), openPrivateFile(directory)];
  try {
    const child = spawn(program ?? "", all, {
      cwd,
      env: { ...process.env, ...env, ...ownEnvironment(bin, env) },
      detached: true,
      stdio: ["ignore", stdout.descriptor, stderr.descriptor, ...files],
    });
    const interrupt = (): void => void child.kill("SIGINT");
    const ended = once(child, "close") as Promise<[code: number | null]>;
    signal?.addEventListener("abort", interrupt, { once: true });
    if (child.pid !== undefined) run.onStarted?.({ pid: child.pid, startTime: startTimeOf(child.pid) });
    const [code] = await ended.finally(() => signal?.removeEventListener("abort", interrupt));
    return { code, stdout: stdout.read(), stderr: stderr.read() };
  } finally {
    stdout.close();
    stderr.close();
  }
}

function ownEnvironment(bin: string, env: Readonly<Record<string, string>>): Record<string, string> {
  return {
    PATH: [bin, env["PATH"] ?? process.env["PATH"]].join(delimiter),
    PULUMI_AUTOMATION_API: "true",
    // A provider that happens to be on PATH must not take the place of the estate's.
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
  };
}

/** What has a program interrupted when the thread that started it ends (prctl(2), PR_SET_PDEATHSIG); nothing where there is no such tool. */
const drain: readonly string[] = (process.env["PATH"] ?? "").split(delimiter).some(hasSetpriv)
  ? ["setpriv", "--pdeathsig", "INT", "--"]
  : [];

function hasSetpriv(directory: string): boolean {
  try {
    accessSync(join(directory, "setpriv"), constants.X_OK);
    return process.platform === "linux";
  } catch {
    return false;
  }
}
