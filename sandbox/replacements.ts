/**
 * What the providers do about changed inputs, for whoever predicts it: the same tables that the sandbox's plugins answer the engine by, as
 * pure functions. Properties are as in the engine's messages, where a fixed text stands for a value that is not known yet.
 */
import { complete, withoutOwn } from "./provider/check.ts";
import { compareInputs, scopeWithin, type Difference } from "./provider/compareInputs.ts";
import { parseConfig } from "./provider/parseConfig.ts";
import { decodeProperties, reveal, Unknown, UNKNOWN, type Properties } from "./provider/values.ts";
import { awsTarget } from "./types/aws/target.ts";
import type { ResourceType, Scope, Target } from "./types/definition.ts";
import { kubernetesTarget } from "./types/kubernetes/target.ts";

/** A resource as a program gives it to the engine. */
export interface GivenResource {
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The inputs of its provider. */
  readonly provider: Readonly<Record<string, unknown>>;
}

const targets: ReadonlyMap<string, Target> = new Map(
  [awsTarget, kubernetesTarget].map((target) => [target.name, target]),
);

/** Finds the table's row of a type: undefined for what the tables do not know, such as a component. */
function rowOf(type: string): { target: Target; row: ResourceType } | undefined {
  const target = targets.get(type.split(":")[0] ?? "");
  const row = target?.types.get(type);
  return target && row && { target, row };
}

/** The settings of a provider, and where it has its objects. */
function placeOf(target: Target, provider: GivenResource["provider"]): { config: Properties; scope: Scope } {
  const config = reveal(parseConfig(target, decodeProperties(provider)));
  return { config, scope: target.placeOf(config) };
}

function completed(target: Target, row: ResourceType, given: GivenResource, olds: Properties) {
  const { config, scope } = placeOf(target, given.provider);
  const news = decodeProperties(given.inputs);
  const input = { name: given.name, type: row.token, olds, news, seed: new Uint8Array(), autonaming: undefined };
  const { inputs } = complete(target, row, scope, config, input);
  return { inputs, scope: scopeWithin(target, row, target.scopeOf(inputs, scope)) };
}

/**
 * Compares what a resource was given with what it is given now, defaults and default tags included.
 *
 * @returns what changes, by property path, and which of it replaces the object; undefined when no table knows the type.
 */
export function providerDifference(type: string, before: GivenResource, after: GivenResource): Difference | undefined {
  const found = rowOf(type);
  if (found === undefined) return undefined;
  const { target, row } = found;
  const old = completed(target, row, before, {});
  return compareInputs(target, row, old, completed(target, row, after, old.inputs));
}

/** Whether an output of a resource is unknown in a preview that would create it, or change it in place. */
export function isUnknownInPreview(type: string, given: GivenResource, output: string, isCreate: boolean): boolean {
  if (output === "id") return isCreate;
  const found = rowOf(type);
  if (found === undefined) return true;
  const { target, row } = found;
  const { inputs, scope } = completed(target, row, given, {});
  const known = isCreate ? UNKNOWN : "known";
  const computation = { id: known, scope, createdAt: known, revision: UNKNOWN };
  return (
    row.outputs(withoutOwn(inputs), { ...computation, derive: () => known, lookUp: () => known })[output] instanceof
    Unknown
  );
}

/** Whether a provider of the package `aws` or `kubernetes` reaches another account or cluster with the new settings. */
export function movesTarget(
  name: string,
  before: GivenResource["provider"],
  after: GivenResource["provider"],
): boolean {
  const target = targets.get(name);
  if (target === undefined) return false;
  const identityOf = (provider: GivenResource["provider"]): string => target.identity(placeOf(target, provider).scope);
  return identityOf(before) !== identityOf(after);
}
