import { readdirSync, readFileSync } from "node:fs";

/** The ids of the processes that have a variable in their environment, such as `TENANTRY_TEST=1`. Reads /proc, so it needs Linux. */
export function processesWith(variable: string): string[] {
  return readdirSync("/proc").filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/environ`, "utf8").split("\0").includes(variable);
    } catch {
      return false; // it has ended meanwhile, or is another user's
    }
  });
}
