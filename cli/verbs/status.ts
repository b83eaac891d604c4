import { agreedOf } from "../../core/moves/agreedOf.ts";
import type { VersionsDocument } from "../../core/results/rollouts.ts";
import { describeTarget } from "../../fleet/describeTarget.ts";
import { prepareWorkspace } from "../../fleet/workspace.ts";
import { formatTable } from "../../reports/table.ts";
import { exitCodes, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { StatusOptions } from "../program.ts";
import { pulumiFinder } from "../runStacks.ts";

/** Shows what runs for every tenant against what its manifest says; with `--versions` only which versions, and by whose word. */
export async function status(options: StatusOptions, context: Context): Promise<number> {
  const { estate, directory } = openValidEstate(options, "status", context);
  if (options.versions) {
    const { runningIn } = await import("../rollouts.ts");
    const { versionsOf } = await import("../../core/rollouts/versions.ts");
    const { formatVersions } = await import("../../reports/rolloutReport.ts");
    const document: VersionsDocument = {
      verb: "status",
      versions: versionsOf(estate, await runningIn(estate, directory, context)),
    };
    context.print(options.json ? JSON.stringify(document, null, 2) : formatVersions(document));
    return exitCodes.done;
  }
  const workspace = prepareWorkspace(directory, estate.manifest, context.environment);
  const { readStatus } = await import("../../fleet/engine/stackStatus.ts");
  const found = await readStatus(estate.tenants, workspace, pulumiFinder(context));
  const agreed = new Map(estate.tenants.map(({ resolved, manifest }) => [resolved.id, agreedOf(manifest)]));
  const tenants = found.map((row) => ({ ...row, ...agreed.get(row.tenant) }));
  const targets = estate.manifest.spec.cells.map((cell) => describeTarget(cell, estate.manifest));
  if (options.json) context.print(JSON.stringify({ verb: "status", targets, tenants }, null, 2));
  else {
    for (const target of targets) context.note(`target ${target}`);
    const rows = tenants.map((row) => [
      row.tenant,
      row.wanted.join(", "),
      row.running.join(", ") || "-",
      String(row.resources),
      row.state,
      [...(row.suspended === undefined ? [] : [`suspended: ${row.suspended}`]), ...(row.pending ?? [])].join("; ") ||
        "-",
    ]);
    context.print(formatTable(["TENANT", "WANTED", "RUNNING", "RESOURCES", "STATE", "AGREED"], rows));
  }
  return exitCodes.done;
}
