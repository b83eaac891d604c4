import type { MarginOf } from "../../core/margin/marginStandings.ts";
import { digestOf, type ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { JudgedTenant } from "../../core/results/judgedTenant.ts";
import { openThreadPool, threadEnded } from "../threads/threadPool.ts";
import { judgementKey } from "./judgementKey.ts";
import type { KeptJudgements } from "./keptJudgements.ts";
import type { RuleSettings } from "./judgeTenant.ts";
import type { JudgeTask } from "./judgeThread.ts";

/** Up to so many tenants are judged in the caller's thread: they take less time than it takes to start another. */
const few = 4;

/** A tenant of 120 resources needs a heap of 120 MiB. */
const enoughMiB = 192;

/** How tenants are judged. All has a default. */
export interface JudgeOptions {
  /** What the estate sets about rules. */
  readonly settings?: RuleSettings;
  /** How tenants' margins stand to the estate's floor. Default: there is none. */
  readonly marginOf?: MarginOf;
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
  {
    settings = {},
    marginOf = () => undefined,
    kept,
    threads,
    heapMiB = enoughMiB,
    signal,
    onProgress,
  }: JudgeOptions = {},
): Promise<JudgedTenant[]> {
  const keyOf = kept && judgementKey(settings);
  let done = 0;
  const judged = tenants.map((tenant): JudgedTenant | undefined => {
    const found = keyOf && kept.read(tenant.id, keyOf(tenant, marginOf(tenant.id)));
    if (found !== undefined) onProgress?.(++done);
    return found;
  });
  const left = tenants.flatMap((resolved, index) => (judged[index] === undefined ? [{ resolved, index }] : []));
  const pool = openThreadPool<JudgeTask, JudgedTenant>({
    program: new URL("./judgeThread", import.meta.url),
    here: async ({ resolved, ...facts }) => (await import("./judgeTenant.ts")).judgeTenant(resolved, facts),
    crashed: ({ resolved }, reason) => crashed(resolved, reason),
    heapMiB,
    threads: threads ?? (left.length <= few ? 0 : undefined),
    signal,
  });
  try {
    await Promise.all(
      left.map(({ resolved, index }) => {
        const margin = marginOf(resolved.id);
        return pool.run({ resolved, settings, margin }, (result) => {
          judged[index] = result;
          if (keyOf !== undefined && result.error === undefined) kept?.write(result, keyOf(resolved, margin));
          onProgress?.(++done);
        });
      }),
    );
  } finally {
    await pool.close();
  }
  signal?.throwIfAborted();
  return judged.filter((result) => result !== undefined);
}

function crashed(resolved: ResolvedTenant, reason: string): JudgedTenant {
  const error = threadEnded(resolved.id, reason);
  return { tenant: resolved.id, digest: digestOf(resolved), resources: [], results: [], error };
}
