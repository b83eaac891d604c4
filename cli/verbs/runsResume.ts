import type { Estate } from "../../core/estate/estate.ts";
import type { RecordedRun } from "../../core/results/runs.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { openRunHistory, runOf } from "../openRunHistory.ts";
import type { CommonOptions, RunOptions } from "../program.ts";
import type { RunnerOptions } from "../runnerOptions.ts";

/** Options of `runs resume`: those of the verb that it goes on with, but for what the run itself says. */
export interface ResumeOptions extends CommonOptions, RunnerOptions, Pick<RunOptions, "concurrency" | "wait"> {}

/** `runs resume`: the same verb, on what a run that crashed or was interrupted has not finished, with today's manifests. */
export async function runsResume(id: string | undefined, options: ResumeOptions, context: Context): Promise<number> {
  const { history, estate } = openRunHistory(options, "runs resume", context);
  const runs = history.runs();
  const run = id === undefined ? runs.find(({ unfinished }) => unfinished > 0) : runOf(id, runs);
  const { ids, refresh } = history.unfinished(run?.id ?? "");
  history.close();
  if (run === undefined) {
    context.note("There is no run to resume: all that are remembered have ended, or were gone on with.");
    return exitCodes.done;
  }
  requireUnfinished(run);
  const there = knownIds(run.verb, estate);
  const left = ids.filter((each) => there.has(each));
  const gone = ids.filter((each) => !there.has(each));
  if (gone.length > 0) context.note(`Not in the estate any more, and left as it is: ${gone.join(", ")}`);
  if (left.length === 0) return exitCodes.done;
  context.note(`Going on with run ${run.id} (${run.verb}): ${String(left.length)} of ${String(run.tasks)} are left`);
  return goOn(run, left, { ...options, all: false, yes: true, refresh, resumes: run.id }, context);
}

function requireUnfinished({ id, state, unfinished }: RecordedRun): void {
  if (unfinished > 0) return;
  const reason =
    state === "running"
      ? "still runs"
      : state === "crashed" || state === "interrupted"
        ? "was gone on with, or had nothing left to do"
        : `has ended (${state})`;
  throw new UserError(`The run ${id} ${reason}: there is nothing to resume. To run a verb again, give the verb.`);
}

/** The ids that a verb may be given today. */
function knownIds(verb: string, { tenants, manifest }: Estate): ReadonlySet<string> {
  return new Set(
    verb.startsWith("cell ") ? manifest.spec.cells.map((cell) => cell.id) : tenants.map(({ resolved }) => resolved.id),
  );
}

async function goOn(run: RecordedRun, ids: readonly string[], options: RunOptions, context: Context): Promise<number> {
  switch (run.verb) {
    case "up":
    case "destroy":
      return (await import("./run.ts")).run(run.verb, ids, options, context);
    case "cell up":
    case "cell destroy": {
      const verb = run.verb === "cell up" ? "up" : "destroy";
      return (await import("./cellRun.ts")).cellRun(verb, ids, options, context);
    }
    case "drift --repair":
      return (await import("./drift.ts")).drift(ids, { ...options, repair: true }, context);
    default:
      throw new UserError(`A run of \`${run.verb}\` is not resumed; give the verb again.`);
  }
}
