import { z } from "zod";

import { cellStackName } from "../../core/names/stackNames.ts";
import { cellLabelKey, tenantLabelKey } from "../../core/resolve/tags.ts";
import type { KubernetesCell } from "../../core/schema/cell.ts";
import type { ClusterObject, ClusterObjects } from "../drift/clusterObjects.ts";
import { cellKinds, tenantKinds, type StackKind } from "./clusterKinds.ts";
import type { Holding } from "./holding.ts";

const marked = z.object({
  metadata: z.object({ labels: z.record(z.string(), z.string()).default({}), creationTimestamp: z.string().nullish() }),
});

type Labels = Readonly<Record<string, string>>;

/**
 * What a cluster holds with a tenant's label, or with the label of the cell's own stack. What a controller made for one of these has
 * their labels at times, and is theirs.
 *
 * @param stack only what is of this stack; all when undefined.
 */
export async function clusterHoldings(
  cell: KubernetesCell,
  stack: string | undefined,
  cluster: Pick<ClusterObjects, "labelled">,
): Promise<Holding[]> {
  const own = cellStackName(cell.id);
  const found: Holding[] = [];
  // One kind after the other: a cluster's API is shared with those who work there.
  if (stack !== own) {
    const selector = stack === undefined ? tenantLabelKey : `${tenantLabelKey}=${stack}`;
    for (const kind of tenantKinds) {
      const objects = await cluster.labelled(kind, selector);
      // A namespace of the cell's own that tenants share has the label too, so that the cluster's policies look at it.
      const tenantOf = ({ [tenantLabelKey]: tenant }: Labels): string | undefined =>
        tenant === own ? undefined : tenant;
      found.push(...objects.flatMap((object) => toHolding(cell, kind, object, tenantOf)));
    }
  }
  if (stack === undefined || stack === own) {
    for (const kind of cellKinds) {
      const objects = await cluster.labelled(kind, `${cellLabelKey}=${cell.id}`);
      found.push(...objects.flatMap((object) => toHolding(cell, kind, object, () => own)));
    }
  }
  return found;
}

function toHolding(
  cell: KubernetesCell,
  { type }: StackKind,
  { namespace, name, controller, content }: ClusterObject,
  stackOf: (labels: Labels) => string | undefined,
): Holding[] {
  const { labels, creationTimestamp } = marked.parse(content).metadata;
  const stack = stackOf(labels);
  if (controller !== undefined || stack === undefined) return [];
  // The id by which the provider imports it (Pulumi Kubernetes provider, "Import").
  const id = namespace === "" ? name : `${namespace}/${name}`;
  return [{ stack, cell: cell.id, type, id, name: id, tags: labels, created: creationTimestamp ?? null }];
}
