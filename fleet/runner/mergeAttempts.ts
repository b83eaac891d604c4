import type { ResourceChanges, RunOutcome } from "../../core/results/runOutcome.ts";

/**
 * What all attempts at a stack came to: it ended as the last one did, and what each of them did to resources has been done.
 *
 * @param attempts one at least, in their order.
 * @param applies whether an attempt changes anything; what a preview would do is not done twice.
 */
export function mergeAttempts(attempts: readonly RunOutcome[], applies: boolean): RunOutcome {
  const last = attempts.at(-1);
  if (last === undefined) throw new RangeError("there is no attempt");
  const all = { ...last, attempts: attempts.reduce((sum, outcome) => sum + outcome.attempts, 0) };
  const earlier = attempts.slice(0, -1).map(({ changes }) => changes);
  if (!applies || earlier.length === 0) return all;
  const before = sumOf(earlier);
  const now = sumOf([before, last.changes]);
  // What an earlier attempt made is found as it is by the last one; for the whole run it is new.
  const same = Math.max(0, last.changes.same - before.create - before.update - before.replace);
  const changes = { ...now, same };
  return { ...all, changes, result: resultOf(last.result, changes) };
}

function sumOf(parts: readonly ResourceChanges[]): ResourceChanges {
  const sum = (key: keyof ResourceChanges): number => parts.reduce((total, part) => total + part[key], 0);
  return { create: sum("create"), update: sum("update"), replace: sum("replace"), delete: sum("delete"), same: 0 };
}

/** An `up` that ended well is told by what all attempts did. */
function resultOf(
  result: RunOutcome["result"],
  { create, update, replace, ...rest }: ResourceChanges,
): RunOutcome["result"] {
  if (result !== "updated" && result !== "unchanged") return result;
  const others = update + replace + rest.delete;
  if (create + others === 0) return "unchanged";
  return others + rest.same === 0 ? "created" : "updated";
}
