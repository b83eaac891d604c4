import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** The ids of the processes that have a variable in their environment, such as `TENANTRY_TEST=1`. Reads /proc, so it needs Linux. */
export function processesWith(variable: string): number[] {
  return readdirSync("/proc").flatMap((id) => {
    try {
      const isOne = /^\d+$/.test(id) && readFileSync(`/proc/${id}/environ`, "utf8").split("\0").includes(variable);
      return isOne ? [Number(id)] : [];
    } catch {
      return []; // it has ended meanwhile, or is another user's
    }
  });
}

/** Waits until no process has it any more. */
export async function untilGone(variable: string): Promise<void> {
  while (processesWith(variable).length > 0) await sleep(100);
}
