import { summaryOf } from "../../core/rollouts/describe.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatRollout, formatRollouts } from "../../reports/rolloutReport.ts";
import { exitCodes, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { CommonOptions } from "../program.ts";
import { documentOf, rolloutNamed } from "../rollouts.ts";

/** `rollout status`: all rollouts in short, or one with its tenants. Reads files and states only. */
export async function rolloutStatus(
  name: string | undefined,
  options: CommonOptions,
  context: Context,
): Promise<number> {
  const { estate, directory } = openValidEstate(options, "rollout status", context);
  if (name === undefined) {
    const rollouts = estate.rollouts.map(({ manifest }) => summaryOf(estate, manifest));
    context.print(options.json ? visibleJson({ verb: "rollout status", rollouts }) : formatRollouts(rollouts));
    return exitCodes.done;
  }
  const { manifest } = rolloutNamed(name, estate);
  const document = await documentOf("rollout status", false, manifest, estate, directory, context);
  context.print(options.json ? visibleJson(document) : formatRollout(document));
  return exitCodes.done;
}
