/** One stack on the real Pulumi CLI and a sandbox of its own, in a directory that goes away again. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { status, type ClientUnaryCall, type ServiceError } from "@grpc/grpc-js";
import {
  LocalWorkspace,
  PulumiCommand,
  type EngineEvent,
  type OpMap,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation/index.js";
import { getMonitor } from "@pulumi/pulumi/runtime/settings.js";
import { installSandbox } from "../../sandbox/install.ts";
import { Inventory } from "../../sandbox/inventory/inventory.ts";
import { settingsFile } from "../../sandbox/inventory/settings.ts";
import { ensurePulumi } from "../../tools/pulumi/ensure.ts";
import { withoutCheckpoints } from "./cli.ts";

type RegisterOutputs = (
  request: unknown,
  callback: (error: ServiceError | null, response: unknown) => void,
) => ClientUnaryCall;

/** What a run did. */
export interface RunResult {
  /** How many resources were created, updated, replaced, … the stack itself included. */
  readonly changes: OpMap;
  /** The engine's error diagnostics in order; empty when the run succeeded. */
  readonly errors: readonly string[];
  readonly failed: boolean;
  readonly outputs: Record<string, unknown>;
  readonly events: readonly EngineEvent[];
}

/** A stack under test. */
export class SandboxStack {
  readonly directory = mkdtempSync(path.join(tmpdir(), "tenantry-sandbox-"));
  readonly inventoryFile = path.join(this.directory, "sandbox", "inventory.sqlite");
  #stack: Stack | undefined;
  /** Variables for the engine beside those that every stack has. */
  environment: Readonly<Record<string, string>> = {};
  /** What the next run's program does. */
  program: PulumiFn = () => Promise.resolve({});

  async #get(): Promise<Stack> {
    if (this.#stack !== undefined) return this.#stack;
    const { root } = await ensurePulumi({ env: process.env });
    const pulumiHome = path.join(this.directory, "home");
    installSandbox({ pulumiHome, inventory: this.inventoryFile, providers: ["aws", "kubernetes"] });
    mkdirSync(path.join(this.directory, "state"));
    this.#stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "test", projectName: "sandbox", program: () => this.#runProgram() },
      {
        pulumiCommand: await PulumiCommand.get({ root }),
        workDir: this.directory,
        pulumiHome,
        envVars: {
          PULUMI_BACKEND_URL: `file://${path.join(this.directory, "state")}`,
          ...withoutCheckpoints,
          PULUMI_CONFIG_PASSPHRASE: "test",
          PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
          PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
          PULUMI_SKIP_UPDATE_CHECK: "true",
          AWS_REGION: "eu-central-1",
        },
      },
    );
    // After each run the Automation API asks the CLI for history, which no test reads, and outputs, which the events have told.
    Object.assign(this.#stack, { info: () => Promise.resolve(undefined), outputs: () => Promise.resolve({}) });
    return this.#stack;
  }

  /**
   * When a resource fails, the engine ends while outputs of components may still be on their way to it, and the SDK rejects
   * a promise that nobody holds. It reports those through listeners on `process`, which Jest hides from it and takes as a failure of the
   * test file instead. What the engine has refused because it has ended is therefore answered as done.
   */
  #runProgram(): ReturnType<PulumiFn> {
    const monitor = getMonitor();
    if (monitor === undefined) throw new TypeError("a program runs with a monitor");
    const register = monitor.registerResourceOutputs.bind(monitor) as RegisterOutputs;
    const forgiving: RegisterOutputs = (request, callback) =>
      register(request, (error, response) => {
        const ended = error?.code === status.UNAVAILABLE || error?.code === status.CANCELLED;
        callback(ended ? null : error, response);
      });
    Object.assign(monitor, { registerResourceOutputs: forgiving });
    return this.program();
  }

  async #run(start: (stack: Stack, onEvent: (event: EngineEvent) => void) => Promise<object>): Promise<RunResult> {
    const events: EngineEvent[] = [];
    let failed = false;
    const stack = await this.#get();
    Object.assign(stack.workspace.envVars, this.environment);
    const { stackTraceLimit } = Error;
    // The SDK captures a stack trace for each promise, and Jest has them long and translated.
    Error.stackTraceLimit = 0;
    try {
      await start(stack, (event) => events.push(event));
    } catch (error) {
      failed = true;
      if (events.length === 0) throw error;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    const errors = events.flatMap(({ diagnosticEvent }) =>
      diagnosticEvent?.severity === "error" ? [diagnosticEvent.message.trim()] : [],
    );
    const changes =
      events.findLast(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent?.resourceChanges ?? {};
    const ofStack = events.findLast(({ resOutputsEvent }) => resOutputsEvent?.metadata.type === "pulumi:pulumi:Stack");
    const outputs: Record<string, unknown> = ofStack?.resOutputsEvent?.metadata.new?.outputs ?? {};
    return { changes, errors, failed, outputs, events };
  }

  preview(): Promise<RunResult> {
    return this.#run((stack, onEvent) => stack.preview({ onEvent }));
  }

  up(program?: PulumiFn): Promise<RunResult> {
    if (program !== undefined) this.program = program;
    return this.#run((stack, onEvent) => stack.up({ onEvent }));
  }

  refresh(): Promise<RunResult> {
    return this.#run((stack, onEvent) => stack.refresh({ onEvent }));
  }

  destroy(): Promise<RunResult> {
    return this.#run((stack, onEvent) => stack.destroy({ onEvent }));
  }

  /** Writes sandbox.json beside the inventory. */
  settings(settings: unknown): void {
    mkdirSync(path.dirname(this.inventoryFile), { recursive: true });
    writeFileSync(settingsFile(this.inventoryFile), JSON.stringify(settings));
  }

  /** Works on the inventory and closes it again. */
  inventory<T>(work: (inventory: Inventory) => T): T {
    const inventory = new Inventory(this.inventoryFile);
    try {
      return work(inventory);
    } finally {
      inventory.close();
    }
  }

  /** The stack's state file, as text. */
  state(): string {
    return readFileSync(path.join(this.directory, "state", ".pulumi", "stacks", "sandbox", "test.json"), "utf8");
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
