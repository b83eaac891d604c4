import { PulumiCommand } from "@pulumi/pulumi/automation/cmd.js";
import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";

/** What a run of the CLI gives back to the Automation API. */
interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** The CLI as the Automation API takes it, with the way it is called, which is not in the public types; the version is pinned. */
export type RunnableCommand = PulumiCommand & { readonly run: Run };

type Run = (
  args: string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  onOutput?: (text: string) => void,
  onError?: (text: string) => void,
  signal?: AbortSignal,
) => Promise<CommandResult>;

/**
 * The Pulumi CLI for the Automation API. Commands that can be aborted run in a process group of their own: Ctrl-C in a
 * terminal signals the whole foreground group, and an engine that is signalled twice (by the terminal and by us) stops
 * at once instead of finishing what is under way. The Automation API's own way also loses an abort that comes before
 * the process starts.
 *
 * @param root The directory with bin/pulumi in it.
 */
export function pulumiCommand(root: string): Promise<RunnableCommand> {
  const known = commands.get(root) ?? makeCommand(root);
  commands.set(root, known);
  return known;
}

/** By root: making one asks the CLI for its version, which is a process of its own. */
const commands = new Map<string, Promise<RunnableCommand>>();

async function makeCommand(root: string): Promise<RunnableCommand> {
  const command = (await PulumiCommand.get({ root, skipVersionCheck: true })) as RunnableCommand;
  const original = command.run.bind(command);
  const run: Run = async (args, cwd, env, onOutput, onError, signal) => {
    // A provider that happens to be on PATH must not take the place of the estate's.
    const own = { ...env, PULUMI_IGNORE_AMBIENT_PLUGINS: "true" };
    if (signal === undefined) return original(args, cwd, own, onOutput, onError);
    const path = [dirname(command.command), env["PATH"] ?? process.env["PATH"]].join(delimiter);
    return runInOwnGroup(command.command, [...args, "--non-interactive"], {
      cwd,
      env: { ...process.env, ...own, PATH: path, PULUMI_AUTOMATION_API: "true" },
      onOutput,
      onError,
      signal,
    });
  };
  return Object.assign(command, { run });
}

interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onOutput: ((text: string) => void) | undefined;
  readonly onError: ((text: string) => void) | undefined;
  readonly signal: AbortSignal;
}

async function runInOwnGroup(program: string, args: readonly string[], options: RunOptions): Promise<CommandResult> {
  const { cwd, env, onOutput, onError, signal } = options;
  signal.throwIfAborted();
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const interrupt = (): void => {
    child.kill("SIGINT");
  };
  signal.addEventListener("abort", interrupt, { once: true });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    onOutput?.(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    onError?.(text);
  });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject).once("close", resolve);
  try {
    const code = await promise;
    if (code === 0) return { stdout, stderr, code };
    throw new Error(stderr.trim() || `pulumi ended with ${code === null ? "a signal" : `exit code ${String(code)}`}`);
  } finally {
    signal.removeEventListener("abort", interrupt);
  }
}
