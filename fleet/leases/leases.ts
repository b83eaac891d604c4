import { lifetime } from "../journal/journal.ts";
import type { JournalDatabase } from "../journal/database.ts";
import { livenessOf, type Liveness, type ProcessIdentity } from "./processes.ts";

/** A run that holds a stack. */
export interface Holder extends ProcessIdentity {
  readonly run: string;
  readonly user: string;
  /** The moment since which it holds it, in milliseconds since 1970. */
  readonly since: number;
  /** The moment until which it counts as alive, by its own clock; it moves on while it lives. */
  readonly aliveUntil: number;
}

/**
 * Takes the lease of a stack for a run, from a dead holder too.
 *
 * @returns the living holder when it is not to be had; undefined when the run has it.
 */
export function takeLease(
  database: JournalDatabase,
  stack: string,
  run: string,
  isDead: (holder: Holder) => boolean,
  now: number,
): Holder | undefined {
  return database.transaction(() => {
    const holder = holderOf(database, stack);
    if (holder !== undefined && holder.run !== run && !isDead(holder)) return holder;
    database.run("INSERT OR REPLACE INTO leases (stack, run, since) VALUES (?, ?, ?)", stack, run, now);
    return undefined;
  });
}

/** Gives a stack's lease back; one that another run has taken over meanwhile stays that run's. */
export function releaseLease(database: JournalDatabase, stack: string, run: string): void {
  database.run("DELETE FROM leases WHERE stack = ? AND run = ?", stack, run);
}

/** Who holds a stack; undefined when nobody does, or a run of which nothing is known any more. */
function holderOf(database: JournalDatabase, stack: string): Holder | undefined {
  const row = database.get(
    `SELECT run, since, host, place, pid, start_time AS startTime, alive_until AS aliveUntil, actor ->> 'user' AS user
     FROM leases JOIN runs ON runs.id = leases.run WHERE stack = ?`,
    stack,
  );
  return row as unknown as Holder | undefined;
}

/** What tells of time and of processes. */
export interface Watch {
  /** Milliseconds since 1970; may be set forward and back. */
  readonly now: () => number;
  /** Milliseconds that only ever grow. */
  readonly elapsed: () => number;
  readonly livenessOf: (process: ProcessIdentity) => Liveness;
}

/** The machine's own. */
export const machine: Watch = { now: Date.now, elapsed: () => performance.now(), livenessOf };

/**
 * Makes what says of runs whether they are dead. On this machine the kernel knows. Elsewhere one is dead that has not said for its lifetime
 * that it lives. Where that is further ahead than a lifetime, because one of the two clocks was set, it is watched whether it moves.
 */
export function deathWatch({ now, elapsed, livenessOf: ask }: Watch = machine): (
  holder: Omit<Holder, "since" | "user">,
) => boolean {
  const seen = new Map<string, { readonly aliveUntil: number; readonly at: number }>();
  return (holder) => {
    const liveness = ask(holder);
    if (liveness !== "unknown") return liveness === "dead";
    const { run, aliveUntil } = holder;
    if (aliveUntil <= now()) return true;
    if (aliveUntil <= now() + lifetime) return false;
    const known = seen.get(run);
    if (known?.aliveUntil === aliveUntil) return elapsed() - known.at >= lifetime;
    seen.set(run, { aliveUntil, at: elapsed() });
    return false;
  };
}
