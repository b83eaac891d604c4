import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How a child process ended. */
export interface ProcessResult {
  /** The exit code; null when a signal ended it. */
  readonly code: number | null;
  /** The signal that ended it; null when it exited by itself. */
  readonly signal: NodeJS.Signals | null;
  /** Everything it wrote to standard output. */
  readonly stdout: string;
  /** Everything it wrote to standard error. */
  readonly stderr: string;
}

/** What `runProcess` needs beside the command. */
export interface ProcessOptions {
  readonly cwd?: string;
  readonly env: Environment;
  /** Milliseconds after which the process is killed. Default: never. */
  readonly timeout?: number;
  /** Aborting it kills the process and rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each whole line of standard output or standard error, as it comes. */
  readonly onLine?: (line: string) => void;
  /** The descriptor of a file that gets standard output instead of the result, for what may be too long to hold. */
  readonly stdoutTo?: number;
}

/** Children that are still running: none may outlive this process when it exits in an orderly way. */
const running = new Set<() => void>();
process.on("exit", () => {
  for (const kill of running) kill();
});

/**
 * Runs a program to its end, without a shell and without standard input, and collects its output.
 *
 * @throws when the program cannot be started, or with the abort reason when `signal` is aborted.
 */
export async function runProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<ProcessResult> {
  options.signal?.throwIfAborted();
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: ["ignore", options.stdoutTo ?? "pipe", "pipe"],
    timeout: options.timeout,
    killSignal: "SIGKILL",
  });
  const kill = (): void => {
    child.kill("SIGKILL");
  };
  running.add(kill);
  options.signal?.addEventListener("abort", kill, { once: true });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    const stream = child[name];
    if (stream === null) continue;
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => (output[name] += text));
    if (options.onLine) createInterface({ input: stream }).on("line", options.onLine);
  }
  try {
    const ended = await new Promise<Pick<ProcessResult, "code" | "signal">>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        resolve({ code, signal });
      });
    });
    options.signal?.throwIfAborted();
    return { ...ended, ...output };
  } finally {
    running.delete(kill);
    options.signal?.removeEventListener("abort", kill);
  }
}

/** Whether `file` is a non-empty file that this user may execute; a link counts as what it points to. */
export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    const status = await stat(file);
    return status.isFile() && status.size > 0;
  } catch {
    return false;
  }
}

/** The executables called `name` in the folders of PATH, in that order. Relative folders are left out, as unsafe. */
export async function findOnPath(name: string, env: Environment): Promise<string[]> {
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const candidates = [...new Set(folders)].map((folder) => path.join(folder, name));
  const executable = await Promise.all(candidates.map(isExecutable));
  return candidates.filter((_, index) => executable[index]);
}

/** The last `count` lines of a program's output that say anything: what is worth showing of a failure. */
export function lastLines(text: string, count: number): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-count).join("\n");
}
