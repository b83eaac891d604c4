import { isDeepStrictEqual } from "node:util";

import type { ResourceOptions } from "../results/renderedResource.ts";
import { covers, parsePath, putBack } from "./propertyPath.ts";
import type { GivenResource, PropertyChange, ProviderRules, ResourceDifference } from "./providerRules.ts";

/** What changes of a resource by its provider's rules, and by the options that the program gives it. */
export function differenceOf(
  type: string,
  before: GivenResource,
  given: GivenResource,
  options: ResourceOptions | undefined,
  rules: ProviderRules,
): ResourceDifference {
  const inputs = (options?.ignoreChanges ?? []).reduce<unknown>(
    (value, path) => putBack(before.inputs, value, parsePath(path)),
    given.inputs,
  );
  const after = { ...given, inputs: inputs as GivenResource["inputs"] };
  const difference = type.startsWith("pulumi:providers:")
    ? ofProvider(type, before, after, rules)
    : (rules.difference(type, before, after) ?? ofInputs(before.inputs, after.inputs));
  const replacing = (options?.replaceOnChanges ?? []).map(parsePath);
  return {
    ...difference,
    changes: difference.changes.map((change) => ({
      ...change,
      replaces: change.replaces || replacing.some((pattern) => covers(pattern, parsePath(change.path))),
    })),
  };
}

/** What changes of a provider itself: with another place, nothing that it has made can stay as it is. */
function ofProvider(
  type: string,
  before: GivenResource,
  after: GivenResource,
  rules: ProviderRules,
): ResourceDifference {
  const { changes, ...rest } = ofInputs(before.inputs, after.inputs);
  const replaces = rules.movesTarget(type.slice("pulumi:providers:".length), before.inputs, after.inputs);
  return { ...rest, changes: changes.filter(({ path }) => path !== "version").map((each) => ({ ...each, replaces })) };
}

/** What changes at the top, where nobody knows more. */
function ofInputs(before: GivenResource["inputs"], after: GivenResource["inputs"]): ResourceDifference {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  const changes = names.flatMap((path): PropertyChange[] => {
    if (isDeepStrictEqual(before[path], after[path])) return [];
    const kind = before[path] === undefined ? "add" : after[path] === undefined ? "delete" : "update";
    return [{ path, kind, replaces: false }];
  });
  return { changes, deleteBeforeReplace: false };
}
