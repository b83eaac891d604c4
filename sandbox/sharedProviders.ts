/** Providers of the sandbox that many engines use at once: one process for each target instead of one for each stack and target. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Socket } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";

import { sdkVersion, type SandboxProvider } from "./sdkVersion.ts";

/** A process that is being started, or serves. */
interface Shared {
  readonly process: ChildProcess;
  readonly port: Promise<number>;
}

/**
 * Starts providers when they are first needed. They outlive this process for as long as an engine is attached to them, so that it can
 * finish what is under way, and then end by themselves, however this process has ended.
 */
export class SharedProviders {
  readonly #shared = new Map<SandboxProvider, Shared>();
  readonly #inventory: string;

  /**
   * Starts nothing yet.
   *
   * @param inventory the SQLite file of all simulated objects; made at first use.
   */
  constructor(inventory: string) {
    this.#inventory = path.resolve(inventory);
  }

  /**
   * Variables that make an engine use the shared providers of these targets instead of starting plugins.
   * @throws Error when a provider cannot be started.
   */
  async environment(targets: readonly SandboxProvider[]): Promise<Record<string, string>> {
    const ports = await Promise.all(targets.map(async (name) => `${name}:${String(await this.#start(name).port)}`));
    return ports.length === 0 ? {} : { PULUMI_DEBUG_PROVIDERS: ports.join(",") };
  }

  #start(name: SandboxProvider): Shared {
    const known = this.#shared.get(name);
    if (known?.process.exitCode === null && known.process.signalCode === null) return known;
    const entry = path.join(import.meta.dirname, `${name}${path.extname(import.meta.filename)}`);
    const version = sdkVersion(name);
    const args = ["--disable-warning=ExperimentalWarning", entry, "--inventory", this.#inventory, "--version", version];
    // A group of its own, because a Ctrl-C is for this process alone. It says nothing once it serves: engines are told what goes wrong.
    const child = spawn(process.execPath, [...args, "--shared"], { stdio: ["pipe", "pipe", "ignore"], detached: true });
    const shared = { process: child, port: portOf(name, child) };
    this.#shared.set(name, shared);
    return shared;
  }

  /** Lets the providers end when their last engine is gone. */
  close(): void {
    for (const { process: child } of this.#shared.values()) child.stdin?.end();
    this.#shared.clear();
  }
}

async function portOf(name: SandboxProvider, child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new TypeError("its output is a pipe");
  const lines = createInterface({ input: child.stdout });
  const failed = Promise.race([once(child, "exit"), once(child, "error").then(([error]) => [String(error)])]);
  const [line] = (await Promise.race([once(lines, "line"), failed])) as [unknown];
  lines.close();
  child.stdout.destroy();
  // Neither the process nor its pipes keep this one from ending.
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  const port = Number(line);
  if (typeof line === "string" && Number.isInteger(port)) return port;
  throw new Error(`The sandbox's provider "${name}" does not start (${String(line)}).`);
}
