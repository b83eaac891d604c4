import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { resource } from "../../helpers/judge.ts";
import type { CorpusCase } from "./corpusCase.ts";

/** The resources of a stack of the tenant acme. */
export type Resources = readonly RenderedResource[];

/** The account and region of the corpus. */
export const place = { account: "111122223333", region: "eu-central-1" } as const;

/** The tags of the subscription that everything in the corpus belongs to. */
const tags = {
  "tenantry:tenant": "acme",
  "tenantry:subscription": "web",
  "tenantry:service": "iaas",
  "tenantry:tier": "premium@1",
  "tenantry:cost-centre": "acme",
  "tenantry:owner": "ops",
  "tenantry:data-class": "confidential",
  "tenantry:managed-by": "tenantry",
};

/** A resource with the subscription's tags. */
export const tagged = (type: string, name: string, inputs: Record<string, unknown>): RenderedResource =>
  resource(type, name, { ...inputs, tags });

/** The subscription's tags as an Auto Scaling group has them. */
export const listedTags = Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));

/** A policy document as JSON text. */
export const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** What a fault makes of a clean stack. */
type Change = (resources: Resources) => Resources;

/** Another value at a dotted path of the inputs of the resource of this name; undefined takes the property away. */
export const set =
  (name: string, path: string, value: unknown): Change =>
  (resources) =>
    only(resources, name, (found) => [{ ...found, inputs: changed(found.inputs, path.split("."), value) }]);

/** The stack without the resource of this name. */
export const without =
  (name: string): Change =>
  (resources) =>
    only(resources, name, () => []);

/** The stack with more resources. */
export const adding =
  (...more: Resources): Change =>
  (resources) => [...resources, ...more];

/** A name that no resource has, or two, would make a fault that is none. */
function only(
  resources: Resources,
  name: string,
  becomes: (found: RenderedResource) => RenderedResource[],
): RenderedResource[] {
  if (resources.filter((one) => one.name === name).length !== 1) throw new TypeError(`not one resource is ${name}`);
  return resources.flatMap((one) => (one.name === name ? becomes(one) : [one]));
}

function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): Record<string, unknown> {
  if (key === undefined || typeof value !== "object" || value === null) throw new TypeError("the path leads nowhere");
  const next = rest.length === 0 ? to : changed((value as Record<string, unknown>)[key], rest, to);
  const copy = Array.isArray(value) ? Object.assign([], value, { [key]: next }) : { ...value, [key]: next };
  return copy as Record<string, unknown>;
}

/** A stack that no rule finds anything wrong with. */
export const clean = (what: string, resources: Resources): CorpusCase => ({
  what,
  stack: { name: "acme", resources },
  expected: [],
});

/** Stacks with one fault each: what it is, what it changes, and what the rules say of it, `rule name property`. */
export const faults = (
  resources: Resources,
  list: readonly (readonly [what: string, change: Change, ...expected: string[]])[],
): CorpusCase[] =>
  list.map(([what, change, ...expected]) => ({
    what,
    stack: { name: "acme", resources: change(resources) },
    expected,
  }));
