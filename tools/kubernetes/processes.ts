import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";

import { ToolchainError } from "../errors.ts";
import { lastLines } from "../process.ts";

interface Started {
  readonly program: string;
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  readonly log: string;
}

/** {@link tied}, once it has been tried out. */
let tie: readonly string[] | undefined;

/**
 * What a command begins with for the kernel to end it with this process, however that ends: a worker of an interrupted test run is
 * killed and cannot end anything. Empty where there is no such thing (setpriv(1) of util-linux; prctl(2), PR_SET_PDEATHSIG).
 */
function tied(): readonly string[] {
  const prefix = ["--pdeathsig", "KILL"];
  tie ??= spawnSync("setpriv", [...prefix, "true"], { stdio: "ignore" }).status === 0 ? ["setpriv", ...prefix] : [];
  return tie;
}

/**
 * Programs written in Go collect their garbage when their heap has grown by four times, and not whenever it has doubled: a test cluster
 * lives for minutes, and a fifth of its processor time went into that. A value that is set counts.
 */
export const seldomCollected = { GOGC: process.env["GOGC"] ?? "400" } as const;

/** The processes of one cluster. None outlives this one. */
export class Processes {
  readonly #directory: string;
  readonly #children: Started[] = [];
  readonly #killAll = (): void => {
    for (const { child } of this.#children) child.kill("SIGKILL");
  };

  /** Its processes work in the given folder and write their logs there. */
  constructor(directory: string) {
    this.#directory = directory;
    process.on("exit", this.#killAll);
  }

  /** Starts a program; what it says goes to a file named after it. */
  start(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): void {
    const log = path.join(this.#directory, `${path.basename(program)}.log`);
    const output = openSync(log, "w", 0o600);
    const [file = program, ...rest] = [...tied(), program, ...args];
    const child = spawn(file, rest, {
      cwd: this.#directory,
      stdio: ["ignore", output, output],
      env: { ...seldomCollected, ...env },
    });
    closeSync(output);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    child.once("error", resolve).once("exit", resolve);
    this.#children.push({ program, child, ended: promise, log });
  }

  /**
   * Makes sure that all still run.
   *
   * @throws ToolchainError with the last lines of one that has ended by itself.
   */
  assertRunning(): void {
    const dead = this.#children.find(({ child }) => child.exitCode !== null || child.signalCode !== null);
    if (dead === undefined) return;
    const said = lastLines(readFileSync(dead.log, "utf8"), 5);
    throw new ToolchainError(`The local Kubernetes cluster did not start: ${dead.program} ended\n${said}`);
  }

  /** Ends all, the youngest first: each talks to the ones started before it. */
  async stop(): Promise<void> {
    for (const { child, ended } of this.#children.splice(0).reverse()) {
      child.kill("SIGTERM");
      // Graceful ends wait for watches that nobody will close.
      const timer = setTimeout(() => child.kill("SIGKILL"), 2_000);
      await ended;
      clearTimeout(timer);
    }
    process.off("exit", this.#killAll);
  }
}
