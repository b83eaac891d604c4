import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import { parseJson } from "../../core/documents/parseJson.ts";
import { isAbsent, namesIn } from "../ifThere.ts";
import type { JournalDatabase } from "../journal/database.ts";
import { machine, type Watch } from "./leases.ts";
import type { ProcessIdentity } from "./processes.ts";

/** A lock of the engine's on a stack: who has put it there. */
export interface EngineLock {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** ISO 8601; empty when the lock does not say. */
  readonly since: string;
  /** The lock's file; absent where it is only known from what the engine says. */
  readonly file?: string;
}

/** A process of the engine's that a run of ours has started on a stack. */
export interface OwnEngine extends ProcessIdentity {
  readonly run: string;
  /** When it was started, in milliseconds since 1970. */
  readonly began: number;
  /** The moment until which its run counts as alive. */
  readonly aliveUntil: number;
}

/** How the engine names what its lock files hold (pkg/backend/diy/lock.go in its source). */
const lockFile = z.object({ pid: z.int(), username: z.string(), hostname: z.string(), timestamp: z.string() });

/** The locks that lie in a stack's folder of locks. A file that cannot be read as one is a lock all the same: of nobody we know. */
export function readLocks(directory: string): EngineLock[] {
  return namesIn(directory).flatMap((name) => {
    // The engine's file store keeps an object's attributes beside it.
    if (name.endsWith(".attrs")) return [];
    const file = join(directory, name);
    const text = textOf(file);
    if (text === undefined) return [];
    const lock = lockFile.safeParse(parseJson(text)).data;
    if (lock === undefined) return [{ user: "somebody", host: "unknown", pid: 0, since: "", file }];
    return [{ user: lock.username, host: lock.hostname, pid: lock.pid, since: lock.timestamp, file }];
  });
}

/** The locks that the engine names when it refuses a stack; none when it is no such refusal. */
export function locksIn(errors: readonly string[]): EngineLock[] {
  const found = errors.join("\n").matchAll(/: created by (\S{1,200})@(\S{1,300}) \(pid (\d{1,10})\) at (\S{1,40})/g);
  return [...found].map(([, user = "", host = "", pid, since = ""]) => ({ user, host, pid: Number(pid), since }));
}

/** True where Pulumi's service has refused a stack because somebody updates it (sdk/nodejs/automation/errors.ts in Pulumi's source). */
export function isRefusedByService(errors: readonly string[]): boolean {
  return errors.some((error) => error.includes("[409] Conflict: Another update is currently in progress."));
}

/** Takes a lock away. */
export function removeLock({ file }: EngineLock): void {
  if (file === undefined) throw new TypeError("a lock is taken away by its file");
  rmSync(file, { force: true });
  rmSync(`${file}.attrs`, { force: true });
}

/** The engines that runs other than this one have started on a stack, the newest first. */
export function enginesOf(database: JournalDatabase, stack: string, run: string): OwnEngine[] {
  const rows = database.all(
    `SELECT run, host, place, engine_pid AS pid, engine_start_time AS startTime, engine_began AS began, alive_until AS aliveUntil
     FROM tasks JOIN runs ON runs.id = tasks.run
     WHERE stack = ? AND run <> ? AND engine_pid IS NOT NULL AND engine_began IS NOT NULL ORDER BY engine_began DESC LIMIT 20`,
    stack,
    run,
  );
  return rows as unknown as OwnEngine[];
}

/**
 * How long an engine may go on without its run, in milliseconds, where its process cannot be looked at: as long as targets take for what
 * is slow to make.
 */
export const drainTime = 10 * 60_000;

/** How far the engine's clock and ours may differ on one machine: they are one, but the engine's moment is of a second. */
const tolerance = 2_000;

/**
 * What a lock is: `left` by an engine of ours that is dead, of one that is `draining`, which is to say that its run is dead and it
 * finishes what was under way, or `foreign`, which is everything else.
 */
export function judgeLock(lock: EngineLock, engines: readonly OwnEngine[], watch: Watch = machine): LockState {
  const engine = engines.find(
    ({ pid, host, began }) => pid === lock.pid && host === lock.host && Date.parse(lock.since) >= began - tolerance,
  );
  return engine === undefined ? "foreign" : isOver(engine, watch) ? "left" : "draining";
}

/**
 * Whether an engine that another run of ours has started has its lock on a stack: it is to be taken away, or to be waited for.
 *
 * @param directory where the engine keeps the stack's locks.
 * @param engines those of other runs; asked only where there are locks.
 */
export function hasOwnLock(directory: string, engines: () => readonly OwnEngine[]): boolean {
  const locks = readLocks(directory);
  if (locks.length === 0) return false;
  const own = engines();
  return locks.some((lock) => judgeLock(lock, own) !== "foreign");
}

/** What a lock is. */
export type LockState = "left" | "draining" | "foreign";

/** True for an engine that is known to work still. */
export function isWorking(engine: OwnEngine, watch: Watch = machine): boolean {
  return watch.livenessOf(engine) === "alive";
}

function isOver(engine: OwnEngine, { livenessOf, now }: Watch): boolean {
  const liveness = livenessOf(engine);
  return liveness === "unknown" ? now() > engine.aliveUntil + drainTime : liveness === "dead";
}

/** Undefined for a lock that has gone since it was seen. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}
