import type { PropertyValues } from "../results/fleetDiff.ts";
import type { RenderedResource } from "../results/renderedResource.ts";
import { covers, parsePath, valueAt } from "./propertyPath.ts";
import { unknownValue } from "./providerRules.ts";

/**
 * What properties were and become. A secret is not told, nor is anything that a secret is in.
 *
 * @param marked the inputs after, with marks for what is not known.
 */
export function valuesOf(
  paths: readonly string[],
  before: RenderedResource,
  after: RenderedResource,
  marked: Readonly<Record<string, unknown>>,
): PropertyValues[] {
  const secrets = [...(before.secrets ?? []), ...(after.secrets ?? [])].map((path) => path.split("."));
  return paths.map((path) => {
    const steps = parsePath(path);
    const secret = secrets.some((each) => covers(each, steps) || covers(steps, each));
    const unknown = JSON.stringify(valueAt(marked, steps) ?? null).includes(unknownValue);
    return {
      path,
      unknown,
      secret,
      ...told("before", !secret, valueAt(before.inputs, steps)),
      ...told("after", !secret && !unknown, valueAt(after.inputs, steps)),
    };
  });
}

function told<Key extends "before" | "after">(key: Key, isTold: boolean, value: unknown): Pick<PropertyValues, Key> {
  return (isTold && value !== undefined ? { [key]: value } : {}) as Pick<PropertyValues, Key>;
}
