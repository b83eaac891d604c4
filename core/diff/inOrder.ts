import type { RenderedResource } from "../results/renderedResource.ts";

/**
 * The resources in an order in which each comes after all that it needs, and otherwise by URN: in which order a program registers what does
 * not need each other is not known, and the same two sides have to be told in the same way always.
 */
export function inOrder(resources: readonly RenderedResource[]): RenderedResource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const ordered = new Set<RenderedResource>();
  const begun = new Set<string>();
  const add = (resource: RenderedResource): void => {
    // What needs itself cannot be registered; it must only not go on for ever here.
    if (begun.has(resource.urn)) return;
    begun.add(resource.urn);
    for (const urn of neededBy(resource)) {
      const needed = byUrn.get(urn);
      if (needed !== undefined) add(needed);
    }
    ordered.add(resource);
  };
  resources.toSorted((a, b) => (a.urn < b.urn ? -1 : 1)).forEach(add);
  return [...ordered];
}

function neededBy({ parent, provider, dependencies, propertyDependencies, options }: RenderedResource): string[] {
  const single = [parent, provider, options?.deletedWith].filter((urn) => urn !== undefined);
  return [...single, ...(dependencies ?? []), ...Object.values(propertyDependencies ?? {}).flat()];
}
