/** Completes and judges a resource's inputs before anything is done. */
import { hexDigest } from "./derive.ts";
import { markSecrets } from "./secrets.ts";
import {
  isList,
  isProperties,
  propertiesOf,
  reveal,
  stringOf,
  Unknown,
  type Properties,
  type Value,
} from "./values.ts";
import type { Autoname, Problem, ResourceType, Scope, Target } from "../types/definition.ts";
import { checkShape, suggest } from "../types/shapes.ts";

/** How the stack wants names to be made (`pulumi:autonaming`). */
export interface Autonaming {
  readonly mode: "propose" | "enforce" | "disable";
  readonly name: string;
}

/** What the engine sends for a check. */
export interface CheckInput {
  /** Name of the resource in the program. */
  readonly name: string;
  readonly type: string;
  readonly olds: Properties;
  readonly news: Properties;
  /** Random bytes of the engine, the same for preview and update. */
  readonly seed: Uint8Array;
  readonly autonaming: Autonaming | undefined;
}

/** Completed inputs and what is wrong with them. */
export interface CheckOutput {
  readonly inputs: Properties;
  readonly problems: readonly Problem[];
}

/** The row of a type, or why there is none. */
export function findType(target: Target, token: string): ResourceType | string {
  const row = target.types.get(token);
  if (row !== undefined) return row;
  return (
    `${token} is not simulated by the sandbox.${suggest(token, [...target.types.keys()])} ` +
    `To simulate it, add a row to ${target.table} and run node sandbox/types/generate.ts; ` +
    `to use the real ${target.title}, take "${target.name}" out of the sandbox`
  );
}

function at(properties: Properties, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((value, name) => (isProperties(value) ? value[name] : undefined), properties);
}

function unknownOnTheWay(properties: Properties, path: readonly string[]): boolean {
  return path.some((_, index) => at(properties, path.slice(0, index)) instanceof Unknown);
}

function withValue(properties: Properties, path: readonly string[], value: Value): Properties {
  const [name, ...rest] = path;
  if (name === undefined) return properties;
  return { ...properties, [name]: rest.length === 0 ? value : withValue(propertiesOf(properties[name]), rest, value) };
}

/** A made-up name: prefix, the resource's name, `-`, digits from the engine's seed; shortened at the front part. */
function proposeName(rule: Autoname, name: string, seed: Uint8Array): string {
  const digits = hexDigest(`${Buffer.from(seed).toString("hex")}\n${name}`, rule.randomDigits);
  const prefix = rule.prefix ?? "";
  return `${prefix}${name.slice(0, rule.longest - digits.length - 1 - prefix.length)}-${digits}`;
}

/**
 * Input that lists the names which were made up, by their first step; the Pulumi Terraform bridge marks them alike. A made-up name does not
 * stand in the way of a replacement, because the engine has a fresh one made.
 */
const MADE_UP = "__defaults";

/** True when the name of this type was made up and not given by the program. */
export function hasMadeUpName(row: ResourceType, inputs: Properties): boolean {
  const marked = inputs[MADE_UP];
  return isList(marked) && marked.includes(row.autoname?.path[0] ?? "");
}

/** The inputs without the engine's and the SDKs' own, whose names begin with two underscores. */
export function withoutOwn(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

/** The inputs without a name that was made up. */
export function withoutMadeUpName(row: ResourceType, inputs: Properties): Properties {
  if (row.autoname === undefined || !hasMadeUpName(row, inputs)) return inputs;
  return without(inputs, row.autoname.path);
}

function without(properties: Properties, [name, ...rest]: readonly string[]): Properties {
  if (name === undefined) return properties;
  const { [name]: value, ...others } = properties;
  return rest.length === 0 ? others : { ...others, [name]: without(propertiesOf(value), rest) };
}

function autoname(row: ResourceType, input: CheckInput, inputs: Properties): { inputs: Properties; problem?: Problem } {
  const rule = row.autoname;
  if (rule === undefined || unknownOnTheWay(inputs, rule.path)) return { inputs };
  if ([rule.path, ...(rule.unless ?? [])].some((path) => at(inputs, path) !== undefined)) return { inputs };
  const marked = { ...inputs, [MADE_UP]: [rule.path[0] ?? ""] };
  const olds = reveal(input.olds);
  const old = stringOf(at(olds, rule.path));
  if (old !== undefined) return { inputs: withValue(hasMadeUpName(row, olds) ? marked : inputs, rule.path, old) };
  if (input.autonaming?.mode === "disable") {
    const reason = "is missing, and automatic naming is disabled for this stack (pulumi:autonaming)";
    return { inputs, problem: { property: rule.path.join("."), reason } };
  }
  const name = input.autonaming?.name ?? proposeName(rule, input.name, input.seed);
  return { inputs: withValue(marked, rule.path, name) };
}

/** The inputs, without secrets, with what target and row set by themselves; the problem is that of a name that is missing. */
export function complete(
  target: Target,
  row: ResourceType,
  scope: Scope,
  config: Properties,
  input: CheckInput,
): { inputs: Properties; problem?: Problem } {
  const completed = target.complete(row, reveal(input.news), scope, config);
  const named = autoname(row, input, { ...row.defaults, ...completed });
  return { ...named, inputs: row.normalise?.(named.inputs, scope) ?? named.inputs };
}

/** Completes the inputs with what target and row set by themselves, and lists everything that is wrong with them. */
export function check(target: Target, scope: Scope, config: Properties, input: CheckInput): CheckOutput {
  const row = findType(target, input.type);
  if (typeof row === "string") return { inputs: input.news, problems: [{ property: "", reason: row }] };
  const given = reveal(input.news);
  const shapeProblems = checkShape(target.shapes, row.token, given).map((problem) =>
    problem.reason.startsWith("is not an input of")
      ? { ...problem, reason: `${problem.reason} If the SDK has it, run node sandbox/types/generate.ts` }
      : problem,
  );
  const { inputs, problem: nameless } = complete(target, row, scope, config, input);
  const problems = [...shapeProblems, ...(nameless === undefined ? [] : [nameless])];
  if (problems.length === 0) {
    problems.push(...(row.check?.(inputs, target.scopeOf(inputs, scope)) ?? []), ...target.check(row, inputs));
  }
  return { inputs: markSecrets(inputs, input.news), problems };
}
