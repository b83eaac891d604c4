import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { flowchart, type FlowFrame, type FlowNode } from "./flowchart.ts";

/** The architecture of a tenant on a cluster, drawn from what its program registers: its namespaces, or one of the cell's, and what is in each. */
export function kubernetesDiagram(resources: readonly RenderedResource[], cluster: string): string {
  const own = resources
    .filter(({ type }) => type === "kubernetes:core/v1:Namespace")
    .map((namespace) => metadataOf(namespace, "name"));
  const filled = resources.map((resource) => metadataOf(resource, "namespace"));
  const names = [...new Set([...own, ...filled])].filter((name) => name !== undefined);
  const frames = names.map((name, index): FlowFrame => {
    const inside = resources.filter((resource) => metadataOf(resource, "namespace") === name);
    const kinds = Map.groupBy(inside, ({ type }) => type.split(":").at(-1) ?? "");
    return {
      id: `namespace_${String(index)}`,
      label: own.includes(name) ? `namespace ${name}` : `namespace ${name}, which tenants share`,
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

function metadataOf({ inputs }: RenderedResource, field: "name" | "namespace"): string | undefined {
  const metadata = inputs["metadata"] as Readonly<Record<string, unknown>> | undefined;
  const value = metadata?.[field];
  return typeof value === "string" ? value : undefined;
}
