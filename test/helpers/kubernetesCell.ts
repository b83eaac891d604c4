import type { z } from "zod";

import { cellSchema, type KubernetesCell } from "../../core/schema/cell.ts";

/** A cluster as an estate declares it, with more fields. */
export function kubernetesCell(
  more: Partial<Extract<z.input<typeof cellSchema>, { target: "kubernetes" }>>,
): KubernetesCell {
  const cell = cellSchema.parse({
    id: "eu-shared-1",
    target: "kubernetes",
    region: "eu-central-1",
    context: "local",
    clusterUid: "60c62e9c-6238-46d3-8e47-dd841d9f9f52",
    capacity: { vcpu: 8, memoryGiB: 32, storageGiB: 100, pods: 100 },
    ...more,
  });
  if (cell.target !== "kubernetes") throw new Error("the cell is no cluster");
  return cell;
}
