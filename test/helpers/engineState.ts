/** Brings what is rendered in process and what a stack's state has to one form, so that they can be equal. */
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

import type { RenderedResource } from "../../core/results/renderedResource.ts";

const fields = z.record(z.string(), z.unknown());
const stateResource = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().default(""),
  external: z.boolean().default(false),
  parent: z.string().optional(),
  protect: z.boolean().default(false),
  provider: z.string().optional(),
  inputs: fields.default({}),
  outputs: fields.default({}),
  dependencies: z.array(z.string()).default([]),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).default({}),
});

/** A resource in a state. */
export type StateResource = z.infer<typeof stateResource>;

/** The resources of a state, exported or as its file has it, that its program registers; what it only reads is left out. */
export function readState(exported: string): StateResource[] {
  const resources = z.object({ resources: z.array(stateResource) });
  const { deployment, checkpoint } = z
    .object({ deployment: resources.optional(), checkpoint: z.object({ latest: resources }).optional() })
    .parse(JSON.parse(exported));
  return (deployment ?? checkpoint?.latest)?.resources.filter(({ external }) => !external) ?? [];
}

/** How a state marks a secret (sdk/go/common/resource/properties.go of Pulumi). */
const secretMark = { key: "4dabf18193072939515e22adb298388d", value: "1b47061264138c4ac30d75fd1eb44270" };

/** The paths of the secrets in a resource's inputs as a state has them, dotted, sorted. */
export function secretsIn(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value !== "object" || value === null) return [];
  if ((value as Record<string, unknown>)[secretMark.key] === secretMark.value) return [path.join(".")];
  return Object.entries(value)
    .flatMap(([key, field]) => secretsIn(field, [...path, key]))
    .toSorted();
}

/** Both sides in one form, by URN, and what the engine's side has more in its inputs: paths by type. */
export interface Comparison {
  readonly rendered: readonly object[];
  readonly engine: readonly object[];
  readonly added: Readonly<Record<string, readonly string[]>>;
}

/**
 * Brings a stack's two sides to one form. What mocks have made up (ids and ARNs) becomes what the state has at the same property of the
 * resource with the same URN; inputs that providers add are taken off and listed.
 */
export function compareWithEngine(
  rendered: readonly RenderedResource[],
  state: readonly StateResource[],
  mocks: pulumi.runtime.Mocks,
): Comparison {
  const byUrn = new Map(state.map((resource) => [resource.urn, resource]));
  const references = rendered.flatMap((resource) => {
    const real = byUrn.get(resource.urn);
    return real === undefined ? [] : madeUp(resource, real, mocks);
  });
  const added = new Map<string, Set<string>>();
  const engine = state.map((real) => {
    const known = rendered.find(({ urn }) => urn === real.urn);
    const [inputs, more] = common(real.inputs, known?.inputs, "") as [Record<string, unknown>, string[]];
    for (const path of more) added.set(real.type, (added.get(real.type) ?? new Set()).add(path));
    return normal({ ...real, name: real.urn.split("::").at(-1) ?? "", provider: withoutId(real.provider), inputs });
  });
  return {
    rendered: byUrnOrder(
      rendered.map((resource) => normal({ ...resource, inputs: replaced(resource.inputs, references) })),
    ),
    engine: byUrnOrder(engine),
    added: Object.fromEntries(
      [...added].map(([type, paths]): [string, string[]] => [type, [...paths].toSorted()]).toSorted(),
    ),
  };
}

/** Values that mocks have made up for a resource, with what they are in the state. */
function madeUp(
  { type, name, inputs, provider }: RenderedResource,
  real: StateResource,
  mocks: pulumi.runtime.Mocks,
): (readonly [from: string, to: string])[] {
  if (provider === undefined && !type.startsWith("pulumi:providers:")) return [];
  const made = mocks.newResource({ type, name, inputs, provider: `${provider ?? ""}::id`, custom: true, id: "" });
  if (made instanceof Promise) throw new TypeError("the mocks answer at once");
  const { arn } = made.state as { arn?: string };
  const pairs: [from: string, to: string][] = [[made.id ?? "", real.id]];
  if (arn !== undefined) pairs.push([arn, String(real.outputs["arn"])]);
  return pairs;
}

/** What both sides have of a resource. */
interface Side {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent?: string | undefined;
  readonly provider?: string | undefined;
  readonly protect?: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
}

function normal(resource: Side): object {
  const { urn, type, name, parent, provider, inputs, protect, dependencies = [], propertyDependencies = {} } = resource;
  const named = Object.entries(propertyDependencies).flatMap(([property, urns]) =>
    urns === null || urns.length === 0 ? [] : [[property, urns.toSorted()]],
  );
  return {
    urn,
    type,
    name,
    parent,
    provider,
    protect,
    dependencies: dependencies.toSorted(),
    propertyDependencies: Object.fromEntries(named) as object,
    inputs,
  };
}

function withoutId(provider: string | undefined): string | undefined {
  return provider?.slice(0, provider.lastIndexOf("::"));
}

function byUrnOrder(resources: readonly object[]): object[] {
  return resources.toSorted((a, b) => ((a as { urn: string }).urn < (b as { urn: string }).urn ? -1 : 1));
}

function replaced<Value>(value: Value, references: readonly (readonly [from: string, to: string])[]): Value {
  const text = references.reduce((all, [from, to]) => all.replaceAll(from, to), JSON.stringify(value));
  return JSON.parse(text) as Value;
}

/** A value without the keys that another has not, and the paths of those. */
function common(value: unknown, other: unknown, path: string): [kept: unknown, more: string[]] {
  if (Array.isArray(value) && Array.isArray(other)) {
    const parts = value.map((element, index) => common(element, other[index], `${path}.${String(index)}`));
    return [parts.map(([kept]) => kept), parts.flatMap(([, more]) => more)];
  }
  if (!isObject(value) || !isObject(other)) return [value, []];
  const kept: Record<string, unknown> = {};
  const more: string[] = [];
  for (const [key, field] of Object.entries(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (!Object.hasOwn(other, key)) more.push(at);
    else {
      const [part, below] = common(field, other[key], at);
      kept[key] = part;
      more.push(...below);
    }
  }
  return [kept, more];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
