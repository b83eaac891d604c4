import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { flowchart, type FlowFrame, type FlowNode } from "./flowchart.ts";

/** The architecture of a tenant on a cluster, drawn from what its program registers: its namespaces and what guards each. */
export function kubernetesDiagram(resources: readonly RenderedResource[], cluster: string): string {
  const namespaces = resources.filter(
    ({ type }) => type.startsWith("kubernetes:core/v1:Namespace:") || type === "kubernetes:core/v1:Namespace",
  );
  const frames = namespaces.map((namespace, index): FlowFrame => {
    const beside = resources.filter(({ parent, urn }) => parent === namespace.parent && urn !== namespace.urn);
    const kinds = Map.groupBy(beside, ({ type }) => type.split(":").at(-1) ?? "");
    return {
      id: `namespace_${String(index)}`,
      label: `namespace ${nameOf(namespace)}`,
      parts: [...kinds]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([kind, all]): FlowNode => {
          return {
            id: `namespace_${String(index)}_${kind}`,
            label: all.length === 1 ? kind : `${String(all.length)} × ${kind}`,
          };
        }),
    };
  });
  return flowchart([{ id: "cluster", label: `cluster ${cluster}`, parts: frames }], []);
}

function nameOf({ inputs }: RenderedResource): string {
  const metadata = inputs["metadata"];
  return typeof metadata === "object" && metadata !== null && "name" in metadata ? String(metadata.name) : "";
}
