import type { RenderedResource } from "../../core/results/renderedResource.ts";

/** What a tenant's program registers, counted by the part that it belongs to: a Markdown table, parts and types in order. */
export function resourceTable(resources: readonly RenderedResource[]): string {
  const rows = countByPart(resources).map(({ part, type, count }) => `| ${part} | \`${type}\` | ${String(count)} |`);
  const total = resources.filter(isObject).length;
  return ["| part | resource | count |", "| --- | --- | ---: |", ...rows, `| all | | ${String(total)} |`].join("\n");
}

/** How many objects of each type each part has, in the order of parts and types. */
export function countByPart(
  resources: readonly RenderedResource[],
): { readonly part: string; readonly type: string; readonly count: number }[] {
  const typeOf = new Map(resources.map(({ urn, type }) => [urn, type]));
  const counts = new Map<string, number>();
  for (const resource of resources.filter(isObject)) {
    const part = (typeOf.get(resource.parent ?? "") ?? "").split(":").at(-1) ?? "";
    const key = `${part}\n${resource.type}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => {
      const [part = "", type = ""] = key.split("\n");
      return { part, type, count };
    });
}

/** Components, the stack and providers are no objects on a target. */
function isObject({ type }: RenderedResource): boolean {
  return !/^(?:tenantry|pulumi):/.test(type);
}
