/** Small stacks to compare: a provider, a component, and what they hold. */
import type { GivenResource, ProviderRules } from "../../core/diff/providerRules.ts";
import type { RenderedResource } from "../../core/results/renderedResource.ts";

const stack = "urn:pulumi:acme::tenantry";

/** The URN of a resource of these stacks, as the engine makes them. */
export function urnOf(name: string, type = "test:index:Thing"): string {
  return `${stack}::${type}::${name}`;
}

/** The provider that everything is made by. */
export function provider(inputs: Readonly<Record<string, unknown>> = {}, name = "place"): RenderedResource {
  const type = "pulumi:providers:test";
  return { type, name, urn: urnOf(name, type), inputs, protect: false };
}

/** A thing, which its inputs `name` and `of` replace. */
export function thing(name: string, inputs: Record<string, unknown> = {}, more: Partial<RenderedResource> = {}) {
  const type = "test:index:Thing";
  const common = { type, name, urn: urnOf(name), inputs, protect: false, provider: provider().urn };
  return { ...common, madeUp: { id: `made-up-${name}` }, ...more } satisfies RenderedResource;
}

/** A thing with another's id in the input `of`, which replaces it. */
export function thingOf(other: string, name: string, more: Partial<RenderedResource> = {}): RenderedResource {
  return thing(name, { of: `made-up-${other}` }, { propertyDependencies: { of: [urnOf(other)] }, ...more });
}

/** A thing with another's id in the input `using`, which can be changed. */
export function thingUsing(other: string, name: string, more: Partial<RenderedResource> = {}): RenderedResource {
  const inputs = { using: { list: [`id: made-up-${other}`] } };
  return thing(name, inputs, { propertyDependencies: { using: [urnOf(other)] }, ...more });
}

/** A component, which has no object. */
export function component(name: string, more: Partial<RenderedResource> = {}): RenderedResource {
  const type = "test:index:Group";
  return { type, name, urn: urnOf(name, type), inputs: {}, protect: false, ...more };
}

/**
 * Rules of a provider that replaces for `name` and `of`, deletes first where the name stays, fills in `size: 1`, and knows of what it
 * would change in place all but the version.
 */
export const thingRules: ProviderRules = {
  difference: (_type, before, after) => {
    const filled = ({ inputs }: GivenResource): Record<string, unknown> => ({ size: 1, ...inputs });
    const [old, now] = [filled(before), filled(after)];
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].toSorted();
    const changed = names.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]));
    return {
      changes: changed.map((path) => ({ path, kind: "update", replaces: path === "name" || path === "of" })),
      deleteBeforeReplace: old["name"] !== undefined && old["name"] === now["name"],
    };
  },
  isUnknown: (_type, _given, output, isCreate) => isCreate || output === "version",
  movesTarget: (_name, before, after) => before["account"] !== after["account"],
};
