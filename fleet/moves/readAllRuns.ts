import PQueue from "p-queue";

import type { StackStates } from "../engine/stackStates.ts";
import { readRuns, type TenantRuns } from "./readRuns.ts";

/** How many states are read at a time; each is a process of the CLI's, but for those in files. */
const readers = 4;

/** Reads what runs of tenants, some at a time; in the order of their ids as given. */
export async function readAllRuns(
  ids: readonly string[],
  states: StackStates,
): Promise<(readonly [id: string, runs: TenantRuns])[]> {
  const queue = new PQueue({ concurrency: readers });
  return queue.addAll(ids.map((id) => async () => [id, await readRuns(id, states)] as const));
}
