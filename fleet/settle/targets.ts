import { resolve } from "node:path";

import type { EstateManifest } from "../../core/schema/estate.ts";
import type { AwsCell, Cell, KubernetesCell } from "../../core/schema/cell.ts";
import { openClusterObjects, type ClusterObjects } from "../drift/clusterObjects.ts";
import type { Workspace } from "../workspace.ts";
import { accountHoldings, openAccount, type AskTags } from "./accountHoldings.ts";
import { clusterHoldings } from "./clusterHoldings.ts";
import type { Holding } from "./holding.ts";
import { sandboxHoldings } from "./sandboxHoldings.ts";

/**
 * Asks what a cell's target holds.
 *
 * @param stack only what is of this stack; all when undefined.
 * @throws Error when the target cannot be asked.
 */
export type AskHoldings = (cell: Cell, stack: string | undefined) => Promise<Holding[]>;

/** Ways to the targets of an estate, each opened when it is first asked. */
export function openTargets(manifest: EstateManifest, workspace: Workspace): AskHoldings {
  const { targets } = manifest.spec;
  const clusters = new Map<string, Promise<ClusterObjects>>();
  const accounts = new Map<string, Promise<AskTags>>();
  const clusterOf = (cell: KubernetesCell): Promise<ClusterObjects> => {
    const known = clusters.get(cell.id) ?? openClusterObjects(cell, (path) => resolve(workspace.directory, path));
    clusters.set(cell.id, known);
    return known;
  };
  const accountOf = (cell: AwsCell): Promise<AskTags> => {
    const known = accounts.get(cell.id) ?? openAccount(cell);
    accounts.set(cell.id, known);
    return known;
  };
  return async (cell, stack) => {
    if (targets[cell.target] === "sandbox") return sandboxHoldings(cell, workspace.inventory, stack);
    if (cell.target === "kubernetes") return clusterHoldings(cell, stack, await clusterOf(cell));
    // Nothing in an account is a cell's own.
    return accountHoldings(cell, stack, await accountOf(cell));
  };
}
