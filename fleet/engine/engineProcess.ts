import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, join } from "node:path";
import type { Writable } from "node:stream";

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
  const pipe = 3 + files.length;
  const [program, ...all] = watched(pipe, join(bin, "pulumi"), args);
  const [stdout, stderr] = [openPrivateFile(directory), openPrivateFile(directory)];
  try {
    const child = spawn(program, all, {
      cwd,
      env: { ...process.env, ...env, ...ownEnvironment(bin, env) },
      detached: true,
      stdio: ["ignore", stdout.descriptor, stderr.descriptor, ...files, "pipe"],
    });
    const leash = child.stdio[pipe] as Writable | null | undefined;
    leash?.on("error", () => undefined);
    const interrupt = (): void => void child.kill("SIGINT");
    // Not "close", which waits for the watcher too.
    const ended = once(child, "exit") as Promise<[code: number | null]>;
    signal?.addEventListener("abort", interrupt, { once: true });
    if (child.pid !== undefined) run.onStarted?.({ pid: child.pid, startTime: startTimeOf(child.pid) });
    const [code] = await ended.finally(() => {
      signal?.removeEventListener("abort", interrupt);
      // Told so, the watcher ends without a word to anybody.
      leash?.end("ended\n");
    });
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

/**
 * Starts a program beside a watcher that interrupts it once when this process, or this thread, is gone: the watcher reads from a pipe whose
 * other end nobody but us holds. The kernel's own way (prctl(2), PR_SET_PDEATHSIG) sends the signal again for each thread of ours that a
 * dying process hands its children to, and an engine that is signalled twice stops at once.
 */
function watched(pipe: number, program: string, args: readonly string[]): [program: string, ...args: string[]] {
  const [end, watch] = [`${String(pipe)}<&-`, `read -r _ <&${String(pipe)} || kill -INT $$`];
  return ["sh", "-c", `(${watch}) & exec "$@" ${end}`, "sh", program, ...args];
}
