import { boundingKinds } from "./boundingKinds.ts";
import type { ClusterObject } from "./clusterObjects.ts";
import type { CellComparison } from "./examine.ts";

/** Where a repair tells what it does, each in a sentence. */
export interface Tell {
  /** Told of each change before it is made. */
  readonly done: (line: string) => void;
  /** Told of what stays as it is, and why. */
  readonly kept: (line: string) => void;
}

/**
 * Removes what no stack has, and what can only be made again: the engine makes it when it applies the stack. What holds data stays.
 */
export async function removeForeign(comparisons: readonly CellComparison[], tell: Tell): Promise<void> {
  for (const { cell, cluster, foreign, inexact } of comparisons) {
    const fixed = inexact.filter(({ isFixed }) => isFixed).map(({ object }) => object);
    for (const object of [...foreign, ...fixed]) {
      const name = `${object.kind.kind} ${object.namespace}/${object.name} in ${cell}`;
      if (holdsData(object)) {
        tell.kept(`${name} is not removed: it may hold data. Look what it is and remove it by hand.`);
        continue;
      }
      tell.done(`removes ${name}`);
      await cluster.remove(object);
    }
  }
}

function holdsData({ kind }: ClusterObject): boolean {
  return boundingKinds.some((known) => known.kind === kind.kind && known.group === kind.group && known.holdsData);
}

/**
 * Makes objects of a stack's own right where the engine does not: it compares what the stack sets, and sees no more.
 *
 * @param how `removals` only takes away what was added, so that the engine has back what it sets itself; `patch` does all.
 */
export async function mend(
  comparisons: readonly CellComparison[],
  how: "removals" | "patch",
  tell: Tell,
): Promise<void> {
  for (const { cell, cluster, inexact } of comparisons) {
    for (const { object, paths, isFixed, [how]: patch } of inexact) {
      if (isFixed || Object.keys(patch).length === 0) continue;
      const place = object.namespace === "" ? object.name : `${object.namespace}/${object.name}`;
      tell.done(`puts back ${object.kind.kind} ${place} in ${cell}: ${paths.join(", ")}`);
      await cluster.patch(object, patch);
    }
  }
}
