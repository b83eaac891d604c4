import { availableParallelism } from "node:os";

import { movePlanOf } from "../../core/moves/movePlan.ts";
import { describeTarget } from "../../fleet/describeTarget.ts";
import { Slots } from "../../fleet/engine/slots.ts";
import { runFleet } from "../../fleet/runFleet.ts";
import { exitCodeOf } from "../../fleet/results.ts";
import { selectTenants } from "../../fleet/select.ts";
import { lacksPassphrase, prepareWorkspace } from "../../fleet/workspace.ts";
import { formatRuns } from "../../reports/runReport.ts";
import { ensurePulumi } from "../../tools/pulumi/ensure.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { interruptSignal } from "../interrupt.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { RunOptions } from "../program.ts";
import { fleetProgress } from "../progress.ts";

/** `up`, `preview` and `destroy`: the engine, over the selected tenants. */
export async function run(
  verb: "up" | "preview" | "destroy",
  ids: readonly string[],
  options: RunOptions,
  context: Context,
): Promise<number> {
  const { estate, directory } = openValidEstate(options, verb, context);
  const selection = selectTenants(estate, ids, options.all);
  if ("problem" in selection) throw new UserError(selection.problem);
  const { tenants } = selection;
  const cells = new Map(tenants.flatMap(({ resolved }) => resolved.subscriptions.map(({ cell }) => [cell.id, cell])));
  for (const cell of cells.values()) context.note(`target ${describeTarget(cell, estate.manifest)}`);
  if (verb === "destroy" && options.yes !== true) {
    const names = tenants.map(({ resolved }) => resolved.id).join(", ");
    throw new UserError(`This would destroy everything of: ${names}. Say --yes to do it; \`preview\` shows what runs.`);
  }
  const workspace = prepareWorkspace(directory, estate.manifest, context.environment);
  if (lacksPassphrase(workspace, estate.manifest, context.environment)) {
    throw new UserError(
      "The estate encrypts secrets by passphrase and none is given. Set PULUMI_CONFIG_PASSPHRASE_FILE to a file that holds it, " +
        "or name a key service in the estate's spec.secrets.provider.",
    );
  }
  const pulumi = await ensurePulumi({ env: context.environment, onProgress: context.note });
  const slots = new Slots();
  const progress = fleetProgress(verb, tenants.length, context);
  const signal = interruptSignal(context);
  const results = await runFleet({
    tenants,
    concurrency: Math.min(options.concurrency, 4 * availableParallelism()),
    signal,
    onEvent: progress.onEvent,
    runTenant: (tenant, onProgress) =>
      slots.run({
        operation: verb,
        resolved: tenant.resolved,
        moves: verb === "destroy" ? undefined : movePlanOf(tenant, estate, context.today),
        estate: estate.manifest,
        workspace,
        pulumiRoot: pulumi.root,
        refresh: options.refresh ?? false,
        signal,
        onProgress,
      }),
  });
  await slots.close();
  progress.end();
  context.print(options.json ? JSON.stringify({ verb, results }, null, 2) : formatRuns(results));
  return signal.aborted ? exitCodes.interrupted : exitCodeOf(results);
}
