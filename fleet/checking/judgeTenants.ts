import { availableParallelism } from "node:os";
import PQueue from "p-queue";

import { digestOf, type ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { JudgedTenant } from "../../core/results/judgedTenant.ts";
import { Threads } from "../threads/threads.ts";
import { judgementKey } from "./judgementKey.ts";
import type { KeptJudgements } from "./keptJudgements.ts";
import type { RuleSettings } from "./judgeTenant.ts";
import type { JudgeTask } from "./judgeThread.ts";

/** Up to so many tenants are judged in the caller's thread: they take less time than it takes to start another. */
const few = 4;

/** More threads than this gain little beside what they hold: the SDK, and a heap each. */
const mostThreads = 4;

/** A tenant of 120 resources needs a heap of 120 MiB. */
const enoughMiB = 192;

/** How tenants are judged. All has a default. */
export interface JudgeOptions {
  /** What the estate sets about rules. */
  readonly settings?: RuleSettings;
  /** Judgements of earlier runs, which stand for tenants that have not changed; what is judged now is added. */
  readonly kept?: KeptJudgements | undefined;
  /** How many threads; 0 for the caller's own. Default: by the machine, and by how many tenants there are to judge. */
  readonly threads?: number;
  /** What the heap of a thread may grow to; the program of a tenant that needs more is ended. Default: what a large tenant needs, and half as much again. */
  readonly heapMiB?: number;
  /** Aborts: tenants that are not begun stay unjudged, and the promise rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Told how many tenants are done, whenever it is one more. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Renders tenants in this process and judges them by every rule; no target and no state is asked. One that cannot be judged says why
 * and stops no other.
 *
 * @returns one entry a tenant, in the order given; the same whatever the number of threads.
 */
export async function judgeTenants(
  tenants: readonly ResolvedTenant[],
  { settings = {}, kept, threads, heapMiB = enoughMiB, signal, onProgress }: JudgeOptions = {},
): Promise<JudgedTenant[]> {
  const keyOf = kept && judgementKey(settings);
  let done = 0;
  const judged = tenants.map((tenant): JudgedTenant | undefined => {
    const found = keyOf && kept.read(tenant.id, keyOf(tenant));
    if (found !== undefined) onProgress?.(++done);
    return found;
  });
  const left = tenants.flatMap((resolved, index) => (judged[index] === undefined ? [{ resolved, index }] : []));
  const concurrency = threads ?? (left.length <= few ? 0 : Math.min(mostThreads, availableParallelism()));
  const judge = left.length === 0 ? undefined : await openJudge(concurrency, heapMiB, settings, signal);
  const queue = new PQueue({ concurrency: Math.max(1, concurrency) });
  await queue.addAll(
    left.map(({ resolved, index }) => async () => {
      if (judge === undefined || signal?.aborted === true) return;
      const result = await judge.judge(resolved);
      judged[index] = result;
      if (keyOf !== undefined && result.error === undefined) kept?.write(result, keyOf(resolved));
      onProgress?.(++done);
    }),
  );
  await judge?.close();
  signal?.throwIfAborted();
  return judged.filter((result) => result !== undefined);
}

interface Judge {
  readonly judge: (resolved: ResolvedTenant) => Promise<JudgedTenant>;
  readonly close: () => Promise<void>;
}

async function openJudge(
  concurrency: number,
  heapMiB: number,
  settings: RuleSettings,
  signal = new AbortController().signal,
): Promise<Judge> {
  if (concurrency === 0) {
    const { judgeTenant } = await import("./judgeTenant.ts");
    return { judge: (resolved) => judgeTenant(resolved, settings), close: () => Promise.resolve() };
  }
  const program = new URL("./judgeThread", import.meta.url);
  const limits = { maxOldGenerationSizeMb: heapMiB };
  const threads = new Threads<JudgeTask, JudgedTenant>(program, { limits });
  return {
    judge: async (resolved) => {
      const ended = await threads.run({ task: { resolved, settings }, signal });
      return "result" in ended ? ended.result : crashed(resolved, ended.crash);
    },
    close: () => threads.close(),
  };
}

function crashed(resolved: ResolvedTenant, reason: string): JudgedTenant {
  const error = `The program of the tenant "${resolved.id}" ended the thread that rendered it: ${reason}.`;
  return { tenant: resolved.id, digest: digestOf(resolved), resources: [], results: [], error };
}
