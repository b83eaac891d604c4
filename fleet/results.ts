import type { RunOutcome } from "../core/results/runOutcome.ts";

/**
 * 0 when all is well, 1 when all that ran failed or was refused, 3 when some did and others did not, 4 when nothing worse happened
 * than that an approval is needed, 130 when interrupted.
 */
export function exitCodeOf(results: readonly Pick<RunOutcome, "result">[]): number {
  if (results.some(({ result }) => result === "interrupted")) return 130;
  const failed = results.filter(({ result }) => result === "failed" || result === "refused").length;
  if (failed === 0) return results.some(({ result }) => result === "needs-approval") ? 4 : 0;
  return failed === results.length ? 1 : 3;
}
