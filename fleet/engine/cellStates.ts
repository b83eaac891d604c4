import PQueue from "p-queue";

import type { Estate } from "../../core/estate/estate.ts";
import type { SharedPart } from "../../core/kinds/serviceKind.ts";
import { cellOfStack, cellStackName } from "../../core/names/stackNames.ts";
import type { CellStatus } from "../../core/results/cells.ts";
import type { KubernetesCell } from "../../core/schema/cell.ts";
import { cellDigest } from "../../stacks/cell.ts";
import { isCluster } from "../selection/selectCells.ts";
import type { Workspace } from "../workspace.ts";
import { runsOf } from "./runsOf.ts";
import { openStates, type FindPulumi, type StackStates } from "./stackStates.ts";

/** What a cell's stack says of it. */
type SharedState = Pick<CellStatus, "state" | "resources" | "codeVersion">;

/** Reads what the tenants of each cluster share from the cell's stack; by the cells' ids. No target is asked. */
export async function readCells(
  { manifest, shared }: Pick<Estate, "manifest" | "shared">,
  workspace: Workspace,
  findPulumi: FindPulumi,
): Promise<ReadonlyMap<string, SharedState>> {
  const states = openStates(workspace, findPulumi);
  const found = new Map<string, SharedState>();
  for (const cell of manifest.spec.cells.filter(isCluster)) {
    found.set(cell.id, await readCell(cell, shared.get(cell.id) ?? [], states));
  }
  return found;
}

async function readCell(
  cell: KubernetesCell,
  shared: readonly SharedPart[],
  states: StackStates,
): Promise<SharedState> {
  const state = await states.read(cellStackName(cell.id));
  if (state === undefined) return { state: "not-prepared", resources: 0, codeVersion: "" };
  const runs = runsOf(state.outputs);
  return {
    state:
      state.pending || runs === undefined
        ? "incomplete"
        : runs.digest === cellDigest(cell, shared)
          ? "in-sync"
          : "differs",
    resources: state.resources,
    codeVersion: runs?.codeVersion ?? "",
  };
}

/** How many states are read at a time; each is a process of the CLI's. */
const readers = 4;

/**
 * The stacks of tenants that have something in each of these cells, by the cells' ids. It is told from the states of all stacks,
 * not from manifests: a tenant may have gone from the estate, or be about to move, and still run there.
 */
export async function readCellUsers(
  cells: readonly KubernetesCell[],
  workspace: Workspace,
  findPulumi: FindPulumi,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const states = openStates(workspace, findPulumi);
  const stacks = [...(await states.names())].filter((name) => cellOfStack(name) === undefined).toSorted();
  const queue = new PQueue({ concurrency: readers });
  const used = await queue.addAll(
    stacks.map((stack) => async () => ({ stack, cells: (await states.read(stack))?.cells ?? new Set() })),
  );
  const usersOf = (id: string): string[] => used.filter((each) => each.cells.has(id)).map(({ stack }) => stack);
  return new Map(cells.map(({ id }) => [id, usersOf(id)]));
}
