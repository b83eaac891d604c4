import { nothingDone, type RunOutcome } from "../../core/results/runOutcome.ts";
import type { StackDeployments } from "../engine/stackStates.ts";
import type { StackStep } from "../stackSteps.ts";
import { stackNameOf, type StackSubject } from "../stackSubject.ts";
import { enginesOf, hasOwnLock, readLocks, type OwnEngine } from "../leases/engineLocks.ts";
import type { Journal } from "./journal.ts";

/** What it takes to know whether a stack has changed since it was last applied. */
export interface Memory {
  readonly journal: Journal;
  readonly fingerprint: (subject: StackSubject) => string;
  readonly states: Pick<StackDeployments, "version" | "read">;
  /** Where the engine keeps the locks of a stack; undefined where they are no files. */
  readonly lockDirectory: ((stack: string) => string) | undefined;
}

/**
 * Runs nothing that is as it was last applied: the same is wanted of it, by the same code, and its state is the one that run left, so
 * that nobody has worked on it by hand since. An engine that died before it wrote anything may have left its lock, which is taken away by
 * whoever takes the lease.
 */
export function skipUnchangedStep({ journal, fingerprint, states, lockDirectory }: Memory): StackStep {
  return async (task, next) => {
    const stack = stackNameOf(task.subject);
    const applied = journal.applied(stack);
    if (applied?.fingerprint !== fingerprint(task.subject)) return next(task);
    const version = await states.version(stack).catch(() => undefined);
    if (version !== applied.version) return next(task);
    const engines = (): OwnEngine[] => journal.attempt((database) => enginesOf(database, stack, journal.run)) ?? [];
    if (lockDirectory !== undefined && hasOwnLock(lockDirectory(stack), engines)) return next(task);
    const { resources } = applied;
    const changes = { create: 0, update: 0, replace: 0, delete: 0, same: resources };
    return nothingDone({ result: "unchanged", resources, changes });
  };
}

/** Remembers what an `up` that has ended well has made of a stack. It has to stand where nobody else of ours can write the state. */
export function rememberStep(memory: Memory): StackStep {
  return async (task, next) => {
    const outcome = await next(task);
    if (appliedResults.has(outcome.result)) await remember(memory, task.subject, outcome);
    return outcome;
  };
}

const appliedResults = new Set<RunOutcome["result"]>(["created", "updated", "unchanged"]);

/** What is not sure to be what the run left is not remembered: a state that cannot be read, has something pending, or is being worked on. */
async function remember(memory: Memory, subject: StackSubject, { resources }: RunOutcome): Promise<void> {
  const { journal, fingerprint, states, lockDirectory } = memory;
  const stack = stackNameOf(subject);
  const version = await states.version(stack).catch(() => undefined);
  const deployment = await states.read(stack).catch(() => undefined);
  if (version === undefined || deployment === undefined || hasPending(deployment)) return;
  if (lockDirectory !== undefined && readLocks(lockDirectory(stack)).length > 0) return;
  journal.remember(stack, { fingerprint: fingerprint(subject), version, resources });
}

function hasPending(deployment: unknown): boolean {
  const { pending_operations: pending } = (deployment ?? {}) as { readonly pending_operations?: unknown };
  return Array.isArray(pending) && pending.length > 0;
}
