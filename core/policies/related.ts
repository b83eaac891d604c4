import type { RenderedResource } from "../results/renderedResource.ts";
import { valueAt } from "./properties.ts";
import type { RuleContext } from "./rule.ts";

/** Which resources of a type have which value at a property: made once for each list of resources that a stack's rules share. */
const indexes = new WeakMap<readonly RenderedResource[], Map<string, Map<unknown, RenderedResource[]>>>();

/**
 * The resources of a type that name something: those with this value at a property. Without a look through all of them for each
 * question, which would be slow for tenants with much of a kind.
 *
 * @param property its path, dotted.
 */
export function related(
  context: RuleContext,
  type: string,
  property: string,
  value: unknown,
): readonly RenderedResource[] {
  const list = context.ofType(type);
  const byProperty = indexes.get(list) ?? new Map<string, Map<unknown, RenderedResource[]>>();
  indexes.set(list, byProperty);
  const known = byProperty.get(property);
  const index = known ?? Map.groupBy(list, ({ inputs }) => valueAt(inputs, ...property.split(".")));
  if (known === undefined) byProperty.set(property, index);
  return index.get(value) ?? [];
}
