import PQueue from "p-queue";
import { resolve } from "node:path";

import type { Estate } from "../../core/estate/estate.ts";
import { openStackDrift } from "../engine/stackDrift.ts";
import type { FindPulumi } from "../engine/stackStates.ts";
import { isCluster } from "../selection/selectCells.ts";
import type { Workspace } from "../workspace.ts";
import { openClusterObjects, type ClusterObjects } from "./clusterObjects.ts";
import { compareCells, driftOf, type CellComparison, type FoundDrift } from "./examine.ts";

/** What a look at a tenant's stack found. */
export interface Look {
  readonly objects: readonly FoundDrift[];
  readonly comparisons: readonly CellComparison[];
}

/** How a look ended: with what it found (undefined where nothing of the tenant is), with what kept it from looking, or not begun. */
export type Looked = { readonly seconds: number } & (
  { readonly look: Look | undefined } | { readonly error: string } | { readonly stopped: "interrupted" | "not-started" }
);

/** What looks at the stacks of tenants, a few at a time; how each ended, by the tenant's id. */
export type LookAt = (tenants: readonly string[], concurrency: number) => Promise<Map<string, Looked>>;

/**
 * Opens an estate for looks at what its tenants have. A look changes nothing.
 *
 * @param signal when it aborts, looks that have not begun do not begin.
 * @param onLooked told of every look that has ended.
 */
export function openLooks(
  estate: Estate,
  workspace: Workspace,
  findPulumi: FindPulumi,
  signal: AbortSignal,
  onLooked: (tenant: string, looked: Looked) => void,
): LookAt {
  const { cells, targets } = estate.manifest.spec;
  const isStopped = (): boolean => signal.aborted;
  const examine = openStackDrift(workspace, findPulumi);
  const opened = new Map<string, Promise<ClusterObjects>>();
  const openCluster = (id: string): Promise<ClusterObjects> | undefined => {
    const cell = cells.find((candidate) => candidate.id === id);
    if (cell === undefined) throw new Error(`The stack has something in the cell "${id}", which the estate has not.`);
    // The sandbox holds nothing but what stacks have made.
    if (!isCluster(cell) || targets.kubernetes === "sandbox") return undefined;
    const known = opened.get(id) ?? openClusterObjects(cell, (path) => resolve(workspace.directory, path));
    opened.set(id, known);
    return known;
  };
  const lookAt = async (tenant: string): Promise<Looked> => {
    if (isStopped()) return { seconds: 0, stopped: "not-started" };
    const started = performance.now();
    const secondsSince = (): number => Math.round(performance.now() - started) / 1000;
    try {
      const drift = await examine(tenant, signal);
      if (drift === undefined) return { seconds: secondsSince(), look: undefined };
      const comparisons = await compareCells(drift.resources, openCluster);
      return { seconds: secondsSince(), look: { objects: driftOf(drift, comparisons), comparisons } };
    } catch (error) {
      if (isStopped()) return { seconds: secondsSince(), stopped: "interrupted" };
      return { seconds: secondsSince(), error: error instanceof Error ? error.message : String(error) };
    }
  };
  return async (tenants, concurrency) => {
    const queue = new PQueue({ concurrency });
    const looked = await queue.addAll(
      tenants.map((tenant) => async (): Promise<[string, Looked]> => {
        const ended = await lookAt(tenant);
        onLooked(tenant, ended);
        return [tenant, ended];
      }),
    );
    return new Map(looked);
  };
}
