import { nameOfUrn } from "../nameOfUrn.ts";
import type { RenderedResource } from "../results/renderedResource.ts";

/**
 * Finds for each resource what it was, as the engine does: by its URN, or else by its aliases and by those that its parent has been
 * found by.
 *
 * @param ordered parents before children.
 * @returns what each was, by its URN now; what is new is left out.
 */
export function matchOlds(
  ordered: readonly RenderedResource[],
  olds: ReadonlyMap<string, RenderedResource>,
): Map<string, RenderedResource> {
  const found = new Map<string, RenderedResource>();
  for (const resource of ordered) {
    const parent = found.get(resource.parent ?? "")?.urn;
    const aliases = resource.options?.aliases ?? [];
    const renamed = parent !== undefined && parent !== resource.parent;
    const inherited = renamed ? [resource.urn, ...aliases].map((urn) => childOf(parent, resource, urn)) : [];
    const old = [resource.urn, ...aliases, ...inherited].flatMap((urn) => olds.get(urn) ?? [])[0];
    if (old !== undefined) found.set(resource.urn, old);
  }
  return found;
}

/** The URN of a child while its parent had another; a name that begins with the parent's began with its former one. */
function childOf(formerParent: string, { parent = "" }: RenderedResource, urn: string): string {
  const [stack = "", project = "", types = "", ...name] = urn.split("::");
  const [parentName, formerName, own] = [nameOfUrn(parent), nameOfUrn(formerParent), name.join("::")];
  const former = own.startsWith(parentName) ? `${formerName}${own.slice(parentName.length)}` : own;
  const type = types.slice(types.lastIndexOf("$") + 1);
  return `${stack}::${project}::${formerParent.split("::")[2] ?? ""}$${type}::${former}`;
}
