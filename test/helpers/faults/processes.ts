import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { inheritedEnvironment, root, type Outcome, type TestEstate } from "../cli.ts";
import { processesWith } from "../processesWith.ts";

/** Runs of `tenantry` that can be killed, with all that they start: engines, plugins, language hosts. */
export interface Marked {
  /** Starts one in the estate. */
  readonly start: (args: readonly string[]) => Started;
  /** The ids of all processes that these runs have started and that are still there. */
  readonly alive: () => number[];
  /** Kills all of them at once, as when the power goes. */
  readonly killAll: () => void;
  /** Waits until none is left; false when some are after so many milliseconds. */
  readonly gone: (patience: number) => Promise<boolean>;
}

/** A run under way. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
  /** Resolves when this has been written to standard error, or it has ended. */
  readonly said: (text: string) => Promise<void>;
}

/** Marks processes by a variable that they hand on. Linux alone tells it of others. */
export function markProcesses(estate: TestEstate): Marked {
  const mark = randomUUID();
  const alive = (): number[] => processesWith(`TENANTRY_TEST=${mark}`);
  return {
    alive,
    start: (args) => startMarked(estate, mark, args),
    killAll: () => {
      for (const pid of alive()) kill(pid);
    },
    gone: async (patience) => {
      const end = Date.now() + patience;
      while (alive().length > 0) {
        if (Date.now() > end) return false;
        await sleep(50);
      }
      return true;
    },
  };
}

function startMarked(estate: TestEstate, mark: string, args: readonly string[]): Started {
  const child = spawn(process.execPath, [join(root, "cli/bin.js"), ...args], {
    cwd: estate.directory,
    env: { ...inheritedEnvironment(), TENANTRY_TEST: mark },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  const listeners = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    for (const listener of listeners) listener();
  });
  // Not "close": what is left of a killed run may hold its output open.
  const ended = once(child, "exit").then(async ([code]: (number | null)[]): Promise<Outcome> => {
    // What it has written may still be on its way.
    await sleep(50);
    return { code: code ?? null, stdout, stderr };
  });
  const said = async (text: string): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const look = (): void => {
      if (stderr.includes(text)) resolve(undefined);
    };
    listeners.add(look);
    look();
    await Promise.race([promise, ended]);
    listeners.delete(look);
  };
  return { child, ended, said };
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended meanwhile
  }
}
