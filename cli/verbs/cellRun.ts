import type { CellRunResult } from "../../core/results/cells.ts";
import type { Estate } from "../../core/estate/estate.ts";
import type { KubernetesCell } from "../../core/schema/cell.ts";
import { describeTarget } from "../../fleet/describeTarget.ts";
import { selectCells } from "../../fleet/selection/selectCells.ts";
import type { CellSubject } from "../../fleet/stackSubject.ts";
import { formatCellRuns } from "../../reports/runReport.ts";
import { UserError, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { RunOptions } from "../program.ts";
import { prepareEngine, recorderOf, runStacks, type Engine } from "../runStacks.ts";
import { resultWriter } from "../tellRun.ts";

/** `cell up`, `cell preview` and `cell destroy`: the engine, over what the tenants of the selected cells share. */
export async function cellRun(
  verb: "up" | "preview" | "destroy",
  ids: readonly string[],
  options: RunOptions,
  context: Context,
): Promise<number> {
  const fullVerb = `cell ${verb}` as const;
  const { estate, directory } = openValidEstate(options, fullVerb, context);
  const selection = selectCells(estate, ids, options.all);
  if ("problem" in selection) throw new UserError(selection.problem);
  const { cells } = selection;
  for (const cell of cells) context.note(`target ${describeTarget(cell, estate.manifest)}`);
  if (verb === "destroy" && options.yes !== true) {
    const names = cells.map(({ id }) => id).join(", ");
    throw new UserError(
      `This would destroy what tenants share in: ${names}. Say --yes to do it; \`cell preview\` shows what runs.`,
    );
  }
  const engine = prepareEngine(estate, directory, context);
  const refusals = verb === "destroy" ? await refusalsOf(cells, estate, engine) : new Map<string, string>();
  const subjects = cells.map((cell): CellSubject => {
    return { kind: "cell", cell, shared: estate.shared.get(cell.id) };
  });
  const recorder = verb === "preview" ? undefined : recorderOf(`cell ${verb}`, estate, engine, context);
  const work = { verb, what: "cells", subjects, recorder, refusals } as const;
  const { ended, exitCode, trail } = await runStacks(work, estate, engine, options, context);
  const results = ended.map(([{ cell }, outcome]): CellRunResult => {
    return { cell: cell.id, target: describeTarget(cell, estate.manifest), ...outcome };
  });
  const write = resultWriter(options, context);
  write(options.json ? JSON.stringify({ verb: fullVerb, results, trail }, null, 2) : formatCellRuns(results));
  return exitCode;
}

/** Why cells must not be destroyed, by id: policies that go from under running tenants leave them open to each other. */
async function refusalsOf(
  cells: readonly KubernetesCell[],
  estate: Estate,
  { workspace, findPulumi }: Engine,
): Promise<ReadonlyMap<string, string>> {
  const { readCellUsers } = await import("../../fleet/engine/cellStates.ts");
  const users = await readCellUsers(cells, workspace, findPulumi);
  const known = new Set(estate.tenants.map(({ resolved }) => resolved.id));
  const nameOf = (stack: string): string => (known.has(stack) ? stack : `${stack} (not in the estate)`);
  return new Map(
    [...users].flatMap(([cell, stacks]) =>
      stacks.length === 0
        ? []
        : [
            [
              cell,
              `Tenants run in the cell "${cell}": ${stacks.map(nameOf).join(", ")}. Nothing was touched. ` +
                "Destroy them or move them first; what they share keeps them apart.",
            ] as const,
          ],
    ),
  );
}
