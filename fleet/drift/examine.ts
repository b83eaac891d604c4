import { relevanceOf } from "../../core/drift/relevance.ts";
import type { DriftedObject } from "../../core/results/drift.ts";
import type { StackDrift, StackResource } from "../engine/stackDrift.ts";
import { boundingKinds } from "./boundingKinds.ts";
import type { ClusterObject, ClusterObjects } from "./clusterObjects.ts";
import { compareObjects, placeOf, type Comparison } from "./compareObjects.ts";

/** What was found in one cell beside what the engine sees. */
export interface CellComparison extends Comparison {
  readonly cell: string;
  readonly cluster: ClusterObjects;
}

/** What drifted and how, as far as one look can tell. */
export type FoundDrift = Omit<DriftedObject, "repaired">;

/**
 * Compares the objects that bound a stack's namespaces with the stack, in every cell.
 *
 * @param openCluster gives the cluster of a cell by its id; undefined where nothing can be there that no stack made, as in the sandbox
 * and in accounts.
 */
export async function compareCells(
  resources: readonly StackResource[],
  openCluster: (cell: string) => Promise<ClusterObjects> | undefined,
): Promise<CellComparison[]> {
  const compared: CellComparison[] = [];
  for (const cell of new Set(resources.map((resource) => resource.cell))) {
    const cluster = await openCluster(cell);
    if (cluster === undefined) continue;
    const own = resources.filter((resource) => resource.cell === cell);
    const names = own.map(placeOf).flatMap(({ kind, name }) => (kind === "Namespace" ? [name] : []));
    const found = await Promise.all(names.map((name) => objectsIn(name, cluster)));
    compared.push({ cell, cluster, ...compareObjects(own, found.flat()) });
  }
  return compared;
}

async function objectsIn(name: string, cluster: ClusterObjects): Promise<ClusterObject[]> {
  const namespace = await cluster.namespace(name);
  if (namespace === undefined) return [];
  const found: ClusterObject[] = [namespace];
  // One kind after the other: a cluster's API is shared with those who work there.
  for (const kind of boundingKinds) found.push(...(await cluster.list(kind, name)));
  return found;
}

/** All that drifted of a stack, by cell, namespace, kind and name: what the engine sees and what only a comparison does. */
export function driftOf(
  { resources, changed, missing }: StackDrift,
  comparisons: readonly CellComparison[],
): FoundDrift[] {
  const found = new Map<string, Omit<FoundDrift, "relevance">>();
  const add = (drift: Omit<FoundDrift, "relevance">): void => {
    const key = [drift.cell, drift.namespace, drift.kind, drift.name].join("\n");
    const paths = [...new Set([...(found.get(key)?.paths ?? []), ...drift.paths])].toSorted();
    found.set(key, { ...(found.get(key) ?? drift), paths });
  };
  for (const resource of resources) {
    const place = { cell: resource.cell, ...nameOf(resource) };
    const paths = changed.get(resource.urn);
    if (missing.has(resource.urn)) add({ ...place, drift: "missing", paths: [] });
    else if (paths !== undefined) add({ ...place, drift: "changed", paths: [...paths] });
  }
  for (const { cell, foreign, inexact } of comparisons) {
    for (const { object, paths } of inexact) add({ ...objectName(object, cell), drift: "changed", paths: [...paths] });
    for (const object of foreign) add({ ...objectName(object, cell), drift: "foreign", paths: [] });
  }
  return [...found]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, drift]) => ({ ...drift, relevance: relevanceOf(drift) }));
}

function nameOf(resource: StackResource): Pick<DriftedObject, "kind" | "namespace" | "name"> {
  const { type, id } = resource;
  if (!type.startsWith("kubernetes:")) return { kind: type, namespace: "", name: id };
  const { kind, namespace, name } = placeOf(resource);
  return { kind, namespace, name };
}

function objectName(
  { kind, namespace, name }: ClusterObject,
  cell: string,
): Omit<FoundDrift, "drift" | "relevance" | "paths"> {
  return { cell, kind: kind.kind, namespace, name };
}
