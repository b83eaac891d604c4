import type { RunOutcome } from "../../core/results/runOutcome.ts";

/**
 * 0 when all is well, 1 when all that ran failed or was refused, 3 when some did and others did not, 4 when nothing worse happened
 * than that an approval is needed, 130 when interrupted. What was not started did not run; it is not where others failed enough.
 */
export function exitCodeOf(results: readonly Pick<RunOutcome, "result">[]): number {
  const count = (...of: readonly RunOutcome["result"][]): number =>
    results.filter(({ result }) => of.includes(result)).length;
  if (count("interrupted") > 0) return 130;
  const failed = count("failed", "refused");
  if (failed > 0) return failed === results.length - count("not-started") ? 1 : 3;
  if (count("not-started") > 0) return 130;
  return count("needs-approval") > 0 ? 4 : 0;
}
