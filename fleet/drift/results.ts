import type { DriftedObject, TenantDrift } from "../../core/results/drift.ts";
import type { RunOutcome } from "../../core/results/runOutcome.ts";
import { exitCodeOf } from "../runner/results.ts";
import type { FoundDrift } from "./examine.ts";
import type { Look, Looked } from "./look.ts";

/** How a tenant's repair went. */
export interface Repair {
  /** How `up` ended. */
  readonly outcome: Pick<RunOutcome, "result" | "errors" | "seconds">;
  /** What could not be done, in sentences. */
  readonly problems: readonly string[];
  /** The looks that came after; the last one tells. */
  readonly looks: readonly Looked[];
}

/** What a tenant's first look and its repair, where there was one, come to. */
export function driftResult(
  before: Looked,
  repair?: Repair,
): Pick<TenantDrift, "result" | "objects" | "seconds" | "errors"> {
  const { seconds } = before;
  if ("stopped" in before) return { result: before.stopped, objects: [], seconds, errors: [] };
  if ("error" in before) return { result: "failed", objects: [], seconds, errors: [before.error] };
  if (before.look === undefined) return { result: "not-provisioned", objects: [], seconds, errors: [] };
  const found = before.look.objects;
  if (repair === undefined) {
    const objects = found.map((drift) => ({ ...drift, repaired: false }));
    return { result: objects.length === 0 ? "clean" : "drifted", objects, seconds, errors: [] };
  }
  const { outcome, problems, looks } = repair;
  const last = looks.at(-1);
  const objects = afterRepair(found, last !== undefined && "look" in last ? last.look : undefined);
  const unseen = last !== undefined && "error" in last ? [last.error] : [];
  return {
    result: unseen.length > 0 ? "failed" : resultOf(outcome.result, objects),
    objects,
    seconds: looks.reduce((sum, look) => sum + look.seconds, seconds + outcome.seconds),
    errors: [...outcome.errors, ...problems, ...unseen],
  };
}

function resultOf(ended: RunOutcome["result"], objects: readonly DriftedObject[]): TenantDrift["result"] {
  switch (ended) {
    case "refused":
    case "needs-approval":
    case "interrupted":
    case "not-started":
    case "failed":
      return ended;
    default:
      return objects.every(({ repaired }) => repaired) ? "repaired" : "drifted";
  }
}

/** What was found at first, and whether it is gone; and what a repair left that was not there before. */
function afterRepair(before: readonly FoundDrift[], after: Look | undefined): DriftedObject[] {
  const keyOf = ({ cell, kind, namespace, name }: FoundDrift): string => [cell, kind, namespace, name].join("\n");
  const left = new Map((after?.objects ?? []).map((drift) => [keyOf(drift), drift]));
  const known = new Set(before.map(keyOf));
  return [
    ...before.map((drift) => ({ ...drift, repaired: after !== undefined && !left.has(keyOf(drift)) })),
    ...[...left].flatMap(([key, drift]) => (known.has(key) ? [] : [{ ...drift, repaired: false }])),
  ];
}

/** As {@link exitCodeOf}; and 1 when all were looked at and some are not as they were made. */
export function driftExitCode(results: readonly Pick<TenantDrift, "result">[]): number {
  const code = exitCodeOf(results.map(({ result }) => ({ result: isEnd(result) ? ("unchanged" as const) : result })));
  return code === 0 && results.some(({ result }) => result === "drifted") ? 1 : code;
}

/** True for what says how things are, and not that they could not be found out or done. */
function isEnd(result: TenantDrift["result"]): result is "clean" | "drifted" | "repaired" | "not-provisioned" {
  return ["clean", "drifted", "repaired", "not-provisioned"].includes(result);
}
