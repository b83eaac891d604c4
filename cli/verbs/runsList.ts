import { formatHistory } from "../../reports/runsReport.ts";
import { exitCodes, type Context } from "../context.ts";
import { openRunHistory } from "../openRunHistory.ts";
import type { CommonOptions } from "../program.ts";

/** `runs`: which runs there were, and how they ended. */
export function runsList(options: CommonOptions, context: Context): number {
  const { history } = openRunHistory(options, "runs", context);
  const runs = history.runs();
  history.close();
  context.print(options.json ? JSON.stringify({ verb: "runs", runs }, null, 2) : formatHistory(runs));
  return exitCodes.done;
}
