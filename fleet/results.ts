import type { TenantRunResult } from "../core/results/tenantRun.ts";

/** 0 when all is well, 1 when all that ran failed, 3 when some failed and others did not, 130 when interrupted. */
export function exitCodeOf(results: readonly TenantRunResult[]): number {
  if (results.some(({ result }) => result === "interrupted")) return 130;
  const failed = results.filter(({ result }) => result === "failed").length;
  if (failed === 0) return 0;
  return failed === results.length ? 1 : 3;
}
