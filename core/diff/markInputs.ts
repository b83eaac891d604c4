import type { RenderedResource } from "../results/renderedResource.ts";
import { unknownValue } from "./providerRules.ts";

/** What the inputs of others hold of a resource. */
export interface Marks {
  /** Values that were made up for it, longest first, and what stands for each: {@link unknownValue} where it is not known. */
  readonly values: readonly (readonly [value: string, mark: string])[];
  /** The values that it was given, where all that is computed from anything else of it is not known; undefined where that is known. */
  readonly given: ReadonlySet<unknown> | undefined;
}

/**
 * A resource's inputs with marks for what was made up for those that it depends on, so that the same value of the same resource is equal
 * on two sides, whatever was made up there.
 *
 * @param marksOf by URN; undefined for what is not among the resources.
 */
export function markInputs(
  resource: Pick<RenderedResource, "inputs" | "propertyDependencies">,
  marksOf: (urn: string) => Marks | undefined,
): Readonly<Record<string, unknown>> {
  const { inputs, propertyDependencies = {} } = resource;
  const marked = Object.entries(propertyDependencies).map(([property, urns]): [string, unknown] => {
    const all = urns.flatMap((urn) => marksOf(urn) ?? []);
    // A value that is neither of what was made up nor of what was given has been computed from something else.
    const leaves = leavesOf(inputs[property]);
    const isComputed = all.some(({ values, given }) => given !== undefined && !leaves.some(isOf(values, given)));
    return [property, isComputed ? unknownValue : mark(inputs[property], all)];
  });
  return marked.length === 0 ? inputs : { ...inputs, ...Object.fromEntries(marked) };
}

/** All single values in a value, however deep. */
export function leavesOf(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [value];
  return Object.values(value).flatMap(leavesOf);
}

function isOf(values: Marks["values"], given: ReadonlySet<unknown>): (leaf: unknown) => boolean {
  return (leaf) => given.has(leaf) || values.some(([value]) => String(leaf).includes(value));
}

function mark(value: unknown, all: readonly Marks[]): unknown {
  if (Array.isArray(value)) return value.map((element) => mark(element, all));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, mark(field, all)]));
  }
  if (typeof value !== "string" && typeof value !== "number") return value;
  let text = String(value);
  for (const { values } of all) {
    for (const [made, stands] of values) {
      if (!text.includes(made)) continue;
      // Of a text that is not known in part, nothing is known.
      if (stands === unknownValue) return unknownValue;
      text = text.replaceAll(made, stands);
    }
  }
  return text === String(value) ? value : text;
}
