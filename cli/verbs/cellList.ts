import type { CellStatus } from "../../core/results/cells.ts";
import { describeTarget } from "../../fleet/describeTarget.ts";
import { prepareWorkspace } from "../../fleet/workspace.ts";
import { formatTable } from "../../reports/table.ts";
import { exitCodes, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { CommonOptions } from "../program.ts";
import { pulumiFinder } from "../runStacks.ts";

/** Shows the estate's cells, and of each whether what its tenants share is as it should be. */
export async function cellList(options: CommonOptions, context: Context): Promise<number> {
  const { estate, directory } = openValidEstate(options, "cell list", context);
  const { manifest, tenants } = estate;
  const workspace = prepareWorkspace(directory, manifest, context.environment);
  const { readCells } = await import("../../fleet/engine/cellStates.ts");
  const shared = await readCells(estate, workspace, pulumiFinder(context));
  const cells = manifest.spec.cells.map((cell): CellStatus => ({
    cell: cell.id,
    target: describeTarget(cell, manifest),
    ...(shared.get(cell.id) ?? { state: "nothing-shared", resources: 0, codeVersion: "" }),
    tenants: tenants
      .filter(({ resolved }) => resolved.subscriptions.some((subscription) => subscription.cell.id === cell.id))
      .map(({ resolved }) => resolved.id),
  }));
  if (options.json) context.print(JSON.stringify({ verb: "cell list", cells }, null, 2));
  else {
    for (const { target } of cells) context.note(`target ${target}`);
    const rows = cells.map((row) => [row.cell, row.tenants.join(", ") || "-", String(row.resources), row.state]);
    context.print(formatTable(["CELL", "TENANTS", "RESOURCES", "STATE"], rows));
  }
  return exitCodes.done;
}
