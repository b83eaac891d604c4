import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import { obey, type RolloutOrder } from "../../core/rollouts/transitions.ts";
import { openRolloutFile } from "../../fleet/rollouts/rolloutFile.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatRollout } from "../../reports/rolloutReport.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { openChanged, openValidEstate } from "../openValidEstate.ts";
import { documentOf, rolloutNamed } from "../rollouts.ts";
import type { RolloutOrderOptions } from "../rolloutVerbs.ts";

/** `rollout pause`, `resume`, `abort` and `rollback`: write down what is to become of a rollout; `rollout run` carries it out. */
export async function rolloutOrder(
  order: RolloutOrder,
  name: string,
  options: RolloutOrderOptions,
  context: Context,
): Promise<number> {
  const verb = `rollout ${order}` as const;
  const { reason, outsideWindows, dryRun, json } = options;
  if (reason.trim().length < 10) throw new UserError("A --reason has at least ten characters: an auditor reads it.");
  const { estate, directory } = openValidEstate(options, verb, context);
  const { manifest, document } = rolloutNamed(name, estate);
  const said = obey(manifest, order, reason);
  if ("problem" in said) throw new UserError(`The rollout "${name}" cannot be told to ${order}. ${said.problem}`);
  const status = { ...said.status, ...(outsideWindows === true && { outsideWindows: reason }) };
  let after = estate;
  const changed = JSON.stringify(status) !== JSON.stringify(manifest.status);
  if (changed) {
    const file = openRolloutFile(directory, document.name);
    const proposed = { name: document.name, text: file.textWith(status) };
    const opened = openChanged(proposed, "change", options, verb, context);
    for (const warning of opened.diagnostics) context.note(formatDiagnostic(warning));
    after = opened.estate;
    if (!dryRun) await file.write(status);
  }
  const told = await documentOf(verb, changed && !dryRun, { ...manifest, status }, after, directory, context);
  context.print(json ? visibleJson(told) : formatRollout(told));
  if (!changed) context.note(visible(`The rollout "${name}" is so already; nothing changes.`));
  else if (dryRun) context.note("Nothing is written.");
  else if (status.state === "running") context.note(`Next: tenantry rollout run ${name}`);
  return exitCodes.done;
}
