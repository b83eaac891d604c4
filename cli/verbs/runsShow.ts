import { formatRun } from "../../reports/runsReport.ts";
import { exitCodes, type Context } from "../context.ts";
import { openRunHistory, runOf } from "../openRunHistory.ts";
import type { CommonOptions } from "../program.ts";

/** `runs show`: what a run did to each tenant or cell. */
export function runsShow(id: string, options: CommonOptions, context: Context): number {
  const { history } = openRunHistory(options, "runs show", context);
  const run = runOf(id, history.runs());
  const tasks = history.tasks(run.id);
  history.close();
  context.print(options.json ? JSON.stringify({ verb: "runs show", run, tasks }, null, 2) : formatRun(run, tasks));
  return exitCodes.done;
}
