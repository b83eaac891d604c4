import type { TestEstate } from "../cli.ts";
import { differences } from "./converged.ts";

/** Has stacks run, so many at once, and so many times over. @returns what went wrong, in lines; the first failure ends it. */
export async function manyAtOnce(estate: TestEstate, atOnce: number, times: number): Promise<string[]> {
  for (let time = 0; time < times; time++) {
    // Each looks at the target, or there would be nothing to do from the second time on.
    const up = await estate.tenantry(["up", "--all", "-j", String(atOnce), "--refresh", "--retries", "0"]);
    if (up.code !== 0) return [`time ${String(time)}: ended with ${String(up.code)}\n${up.stdout}\n${up.stderr}`];
  }
  return differences(estate);
}
