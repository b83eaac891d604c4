import type { EngineEvent, PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Workspace } from "../workspace.ts";
import { endedWell } from "./endedWell.ts";
import { runEngine, type EngineEnd, type EngineProcess, type EngineRun } from "./engineProcess.ts";
import { eventLogArguments, eventLogEnvironment, openEventLog } from "./eventLog.ts";
import { serveProgram } from "./inlineProgram.ts";
import { projectSettings } from "./projectSettings.ts";

/** Where the CLI runs. */
interface EnginePlace {
  readonly workspace: Workspace;
  /** The directory with bin/pulumi in it. */
  readonly pulumiRoot: string;
  /** Variables for the engine beside the workspace's. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly onStarted?: ((process: EngineProcess) => void) | undefined;
}

/** What an engine is opened for. */
export interface EngineOptions extends EnginePlace {
  /** The stack's name. */
  readonly stack: string;
  /** Default: one that makes nothing, for operations that run none. */
  readonly program?: PulumiFn;
  readonly signal: AbortSignal;
  readonly onEvent: (event: EngineEvent) => void;
}

/** The engine on one stack. Each call is a process of the CLI's. */
export interface StackEngine {
  /**
   * Runs an operation with the stack's program, such as `up --yes --skip-preview`. What happens is told by events.
   *
   * @throws EngineError when it fails, unless it had ended well before it did.
   */
  readonly operate: (args: readonly string[]) => Promise<void>;
  /** Runs a command without a program to its end. Gives what it prints. @throws EngineError when it fails. */
  readonly command: (args: readonly string[]) => Promise<string>;
}

/** A failure of the engine's, told as the CLI does on standard error; it is only the last word, and the events' diagnostics have the causes. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  /** Whether a signal ended the process, as when memory runs out. */
  readonly killed: boolean;

  constructor({ code, stderr }: EngineEnd) {
    super(stderr.trim() || `pulumi ended with ${code === null ? "a signal" : `exit code ${String(code)}`}`);
    this.killed = code === null;
  }
}

/** Opens the engine on a stack, in a work directory of the stack's own. Nothing is started yet. */
export function openStackEngine(options: EngineOptions): StackEngine {
  const { stack, program = () => Promise.resolve({}), signal, onEvent } = options;
  const place = runIn(stack, options);
  const common = ["--stack", stack, ...always];
  return {
    operate: async (args) => {
      const events: EngineEvent[] = [];
      const log = openEventLog(place.directory, (event) => {
        events.push(event);
        onEvent(event);
      });
      try {
        const served = await serveProgram(program);
        const ended = await runEngine({
          ...place,
          args: [...args, ...common, ...served.args, ...eventLogArguments],
          env: { ...place.env, ...eventLogEnvironment },
          signal,
          files: [log.descriptor],
        }).finally(served.close);
        log.read();
        if (ended.code !== 0 && !endedWell(events, ended.stderr)) throw new EngineError(ended);
      } finally {
        log.close();
      }
    },
    command: (args) => runCommand(stack, options, [...args, "--stack", stack]),
  };
}

/**
 * Runs a command of the CLI's without a program to its end.
 *
 * @param name of the work directory.
 * @returns what it prints. @throws EngineError when it fails.
 */
export async function runCommand(name: string, options: EnginePlace, args: readonly string[]): Promise<string> {
  const ended = await runEngine({ ...runIn(name, options), args: [...args, ...always] });
  if (ended.code !== 0) throw new EngineError(ended);
  return ended.stdout;
}

const always = ["--color", "never", "--non-interactive"] as const;

/** How all processes are run that share a work directory, which is made. */
function runIn(
  name: string,
  { workspace, pulumiRoot, environment, onStarted }: EnginePlace,
): Omit<EngineRun, "args" | "signal" | "files"> {
  const directory = join(workspace.stateDirectory, "work");
  const cwd = join(directory, name);
  makeProject(cwd, workspace);
  const env = { ...workspace.environment, ...environment };
  return { root: pulumiRoot, cwd, env, directory, ...(onStarted !== undefined && { onStarted }) };
}

/** Makes a work directory with a project file, which is YAML as every JSON document is; one that is right stays as it is. */
function makeProject(directory: string, workspace: Workspace): void {
  const path = join(directory, "Pulumi.yaml");
  const text = `${JSON.stringify(projectSettings(directory, workspace))}\n`;
  try {
    if (readFileSync(path, "utf8") === text) return;
  } catch {
    mkdirSync(directory, { recursive: true });
  }
  writeFileSync(path, text);
}
