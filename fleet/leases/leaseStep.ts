import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

import { nothingDone, type RunOutcome } from "../../core/results/runOutcome.ts";
import type { Journal } from "../journal/journal.ts";
import type { StackStep } from "../stackSteps.ts";
import { stackNameOf } from "../stackSubject.ts";
import {
  enginesOf,
  isWorking,
  judgeLock,
  isRefusedByService,
  locksIn,
  readLocks,
  removeLock,
  type EngineLock,
  type OwnEngine,
} from "./engineLocks.ts";
import { deathWatch, machine, releaseLease, takeLease, type Watch } from "./leases.ts";
import {
  clearingWords,
  clearItWords,
  drainWords,
  holderWords,
  leftWords,
  lockedWords,
  lockWords,
  serviceWords,
} from "./lockWords.ts";
import { startTimeOf } from "./processes.ts";

/** What keeps others from a stack while it is run. */
export interface LeaseOptions {
  readonly journal: Journal;
  /** How long is waited for others, in milliseconds. */
  readonly wait: number;
  /** Where the engine keeps the locks of a stack; undefined where they are no files. */
  readonly lockDirectory: ((stack: string) => string) | undefined;
  readonly note: (line: string) => void;
  readonly watch?: Watch;
  /** Milliseconds between two looks. */
  readonly interval?: number;
}

/** Why a stack is not to be had, and what to do about it. */
interface Obstacle {
  readonly who: string;
  readonly remedy: string;
  /** Waiting does not help: whoever it was is not there any more. */
  readonly lasting?: boolean;
}

const waitLonger = "Wait for it, or give --wait a longer time.";

/**
 * Runs a stack only while its run holds the stack's lease. What a living run of this estate's holds, or an engine that it has left behind,
 * is waited for; a lock that such an engine has left is taken away when the engine is dead, and nobody else's ever is.
 */
export function leaseStep(options: LeaseOptions): StackStep {
  const { journal, wait, note, watch = machine, interval = 500 } = options;
  const isDead = deathWatch(watch);
  return async (task, next) => {
    const stack = stackNameOf(task.subject);
    const began = watch.elapsed();
    const seconds = (): number => Math.round(watch.elapsed() - began) / 1000;
    let told: string | undefined;
    try {
      for (;;) {
        const obstacle = obstacleOf(stack, options, isDead, watch);
        if (obstacle === undefined) break;
        if (task.signal.aborted) return nothingDone({ result: "not-started", seconds: seconds() });
        // At a second look: at the first it may just have ended.
        const lasts = obstacle.lasting === true && told === obstacle.who;
        if (lasts || watch.elapsed() - began >= wait) return locked(stack, obstacle, seconds());
        if (told !== obstacle.who) note(`${stack}: waiting, because ${obstacle.who}`);
        told = obstacle.who;
        await sleep(interval, undefined, { signal: task.signal }).catch(() => undefined);
      }
      return toldInOurWords(stack, await next(task), journal, watch);
    } finally {
      journal.attempt((database) => {
        releaseLease(database, stack, journal.run);
      });
    }
  };
}

/** What is in the way of a stack's run; undefined when nothing is, and the run has the lease. */
function obstacleOf(
  stack: string,
  { journal, lockDirectory, note }: LeaseOptions,
  isDead: ReturnType<typeof deathWatch>,
  watch: Watch,
): Obstacle | undefined {
  const holder = journal.attempt((database) => takeLease(database, stack, journal.run, isDead, watch.now()));
  if (holder !== undefined) return { who: holderWords(holder), remedy: waitLonger };
  const engines = journal.attempt((database) => enginesOf(database, stack, journal.run)) ?? [];
  const working = engines.find((engine) => isWorking(engine, watch));
  if (working !== undefined) return { who: drainWords(working), remedy: waitLonger };
  const locks = lockDirectory === undefined ? [] : readLocks(lockDirectory(stack));
  const obstacle = locks.map((lock) => obstacleBy(stack, lock, engines, watch)).find((found) => found !== undefined);
  if (obstacle !== undefined) return obstacle;
  for (const lock of locks) {
    removeLock(lock);
    note(
      `${stack}: Pulumi's lock was left by an engine that lives no more (process ${String(lock.pid)}), and is taken away`,
    );
  }
  return undefined;
}

/** Undefined for a lock that may be taken away. */
function obstacleBy(
  stack: string,
  lock: EngineLock,
  engines: readonly OwnEngine[],
  watch: Watch,
): Obstacle | undefined {
  const state = judgeLock(lock, engines, watch);
  if (state === "left") return undefined;
  if (state === "draining") return { who: lockWords(lock), remedy: waitLonger };
  const lasting = lock.host === hostname() && startTimeOf(lock.pid) === 0 && startTimeOf(process.pid) !== 0;
  const who = `${lockWords(lock)}${lasting ? ", and no such process is to be found here" : ""}`;
  return { who, remedy: clearingWords(stack), lasting };
}

function locked(stack: string, { who, remedy }: Obstacle, seconds: number): RunOutcome {
  return nothingDone({ result: "failed", failure: "locked", seconds, errors: [lockedWords(stack, who, remedy)] });
}

/** Where the engine itself found the stack locked, that is told as we tell it. */
function toldInOurWords(stack: string, outcome: RunOutcome, journal: Journal, watch: Watch): RunOutcome {
  if (outcome.result !== "failed") return outcome;
  const refused = (who: string, remedy: string): RunOutcome => ({
    ...outcome,
    failure: "locked",
    errors: [lockedWords(stack, who, remedy)],
  });
  if (isRefusedByService(outcome.errors)) return refused(serviceWords, clearingWords(stack));
  const locks = locksIn(outcome.errors);
  if (locks.length === 0) return outcome;
  const engines = journal.attempt((database) => enginesOf(database, stack, journal.run)) ?? [];
  const obstacles = locks.map((lock) => obstacleBy(stack, lock, engines, watch));
  const { who, remedy } = obstacles.find((found) => found !== undefined) ?? {
    who: leftWords(locks),
    remedy: `You can ${clearItWords(stack)}`,
  };
  return refused(who, remedy);
}
