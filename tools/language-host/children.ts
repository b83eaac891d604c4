import { spawn, type ChildProcess } from "node:child_process";

import type { NodeCommand } from "./command.ts";

/** Processes that the host has started and that must not outlive it. */
export class Children {
  readonly #running = new Set<ChildProcess>();

  /** Starts Node.js with a command. `inherit` hands the output through; `pipe` gives it to the caller. */
  start(command: NodeCommand, cwd: string, output: "inherit" | "pipe"): ChildProcess {
    const child = spawn(process.execPath, [...command.args], {
      cwd,
      env: { ...process.env, ...command.env },
      stdio: ["ignore", output, output],
    });
    this.#running.add(child);
    child.once("close", () => this.#running.delete(child));
    return child;
  }

  /** Asks every process to end. */
  stop(): void {
    for (const child of this.#running) child.kill("SIGTERM");
  }
}
