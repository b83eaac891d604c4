import { isDeepStrictEqual } from "node:util";

import type { PredictedStep } from "../results/fleetDiff.ts";
import type { RenderedResource } from "../results/renderedResource.ts";
import { differenceOf } from "./differenceOf.ts";
import { inOrder } from "./inOrder.ts";
import { leavesOf, markInputs, type Marks } from "./markInputs.ts";
import { matchOlds } from "./matchOlds.ts";
import { unknownValue, type GivenResource, type ProviderRules, type ResourceDifference } from "./providerRules.ts";
import { valuesOf } from "./valuesOf.ts";

/**
 * Predicts what the engine would do to a stack that runs as one side is rendered, given the program that renders the other: a pure
 * reading of the engine's step generator (github.com/pulumi/pulumi, `pkg/resource/deploy/step_generator.go`).
 *
 * @param values whether steps tell what properties were and become.
 * @returns what would be done, by URN; components and the stack itself, which have no object in a target, are left out.
 */
export function predictSteps(
  base: readonly RenderedResource[],
  target: readonly RenderedResource[],
  rules: ProviderRules,
  values = false,
): PredictedStep[] {
  const prediction = new Prediction(base, target, rules);
  return prediction
    .steps()
    .map(({ step, before, after }) =>
      values && before !== undefined && after !== undefined && step.paths.length > 0
        ? { ...step, values: valuesOf(step.paths, before, after.resource, after.marked) }
        : step,
    )
    .toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
}

/** A step and what it was found from. */
interface FoundStep {
  readonly step: PredictedStep;
  readonly before?: RenderedResource;
  readonly after?: { readonly resource: RenderedResource; readonly marked: GivenResource["inputs"] };
}

type Operation = PredictedStep["op"] | "same";

const gone: ResourceDifference = { changes: [], deleteBeforeReplace: false };

class Prediction {
  readonly #rules: ProviderRules;
  readonly #base: readonly RenderedResource[];
  readonly #target: readonly RenderedResource[];
  readonly #olds: ReadonlyMap<string, RenderedResource>;
  readonly #news: ReadonlyMap<string, RenderedResource>;
  readonly #found: ReadonlyMap<string, RenderedResource>;
  readonly #newUrns: ReadonlyMap<string, string>;
  readonly #operations = new Map<string, Operation>();
  /** What has to go because something else goes first, by its URN in the base, and which of its properties say so. */
  readonly #condemned = new Map<string, readonly string[]>();
  readonly #oldMarks = new Map<string, Marks>();
  readonly #newMarks = new Map<string, Marks>();

  constructor(base: readonly RenderedResource[], target: readonly RenderedResource[], rules: ProviderRules) {
    this.#rules = rules;
    this.#base = inOrder(base);
    this.#target = inOrder(target);
    this.#olds = new Map(base.map((resource) => [resource.urn, resource]));
    this.#news = new Map(target.map((resource) => [resource.urn, resource]));
    this.#found = matchOlds(this.#target, this.#olds);
    this.#newUrns = new Map([...this.#found].map(([urn, old]) => [old.urn, urn]));
  }

  steps(): FoundStep[] {
    const steps = this.#target.filter(isMade).flatMap((resource) => this.#register(resource) ?? []);
    const left = this.#base.filter((old) => isMade(old) && !this.#newUrns.has(old.urn));
    return [...steps, ...left.map((old) => ({ step: stepOf("delete", old, old) }))];
  }

  #register(resource: RenderedResource): FoundStep | undefined {
    const before = this.#found.get(resource.urn);
    if (before === undefined) {
      this.#operations.set(resource.urn, "create");
      return { step: stepOf("create", resource) };
    }
    const marked = this.#marked(resource);
    const { changes, deleteBeforeReplace, cause } = this.#compare(before, resource, marked);
    const causes = cause ?? changes.filter(({ replaces }) => replaces).map(({ path }) => path);
    const replaces = cause !== undefined || causes.length > 0;
    const operation = replaces ? "replace" : changes.length > 0 ? "update" : "same";
    this.#operations.set(resource.urn, operation);
    if (operation === "same") return undefined;
    const goesFirst = resource.options?.deleteBeforeReplace ?? deleteBeforeReplace;
    const takesProtected = replaces && goesFirst && this.#condemn(before);
    const paths = changes.map(({ path }) => path).toSorted();
    const step = { ...stepOf(operation, resource, before), paths, causes: causes.toSorted() };
    return { step: { ...step, refused: step.refused || takesProtected }, before, after: { resource, marked } };
  }

  /** What changes; a cause is why all of it is made anew, whatever changes. */
  #compare(
    before: RenderedResource,
    resource: RenderedResource,
    marked: GivenResource["inputs"],
  ): ResourceDifference & { readonly cause?: readonly string[] } {
    const condemned = this.#condemned.get(before.urn);
    if (condemned !== undefined) return { ...gone, cause: condemned };
    const { deletedWith } = resource.options ?? {};
    if (deletedWith !== undefined && this.#operations.get(deletedWith) === "replace") {
      return { ...gone, cause: ["deletedWith"] };
    }
    if (this.#providerMoved(before, resource)) return { ...gone, cause: ["provider"] };
    const given = { ...resource, inputs: marked, provider: this.#providerOf(resource, this.#news) };
    return this.#difference(before, given, resource.options);
  }

  #difference(
    before: RenderedResource,
    after: GivenResource,
    options: RenderedResource["options"],
  ): ResourceDifference {
    const old = { ...before, inputs: this.#oldInputs(before), provider: this.#providerOf(before, this.#olds) };
    if (isDeepStrictEqual(old.inputs, after.inputs) && isDeepStrictEqual(old.provider, after.provider)) return gone;
    return differenceOf(before.type, old, after, options, this.#rules);
  }

  #oldInputs(before: RenderedResource): GivenResource["inputs"] {
    return markInputs(before, (urn) => this.#marksOfOld(urn));
  }

  #marked(resource: RenderedResource): GivenResource["inputs"] {
    return markInputs(resource, (urn) => this.#marksOfNew(urn));
  }

  #providerOf({ provider }: RenderedResource, all: ReadonlyMap<string, RenderedResource>): GivenResource["inputs"] {
    return all.get(provider ?? "")?.inputs ?? {};
  }

  #providerMoved(before: RenderedResource, { provider }: RenderedResource): boolean {
    if (before.provider === provider && this.#operations.get(provider ?? "") !== "replace") return false;
    const [old, now] = [this.#olds.get(before.provider ?? ""), this.#news.get(provider ?? "")];
    if (old === undefined || now === undefined) return before.provider !== provider;
    return this.#rules.movesTarget(now.type.slice("pulumi:providers:".length), old.inputs, now.inputs);
  }

  #marksOfOld(urn: string): Marks | undefined {
    const resource = this.#olds.get(urn);
    return resource && kept(this.#oldMarks, urn, () => marksFor(resource, this.#newUrns.get(urn) ?? urn, () => true));
  }

  #marksOfNew(urn: string): Marks | undefined {
    const resource = this.#news.get(urn);
    return resource && kept(this.#newMarks, urn, () => this.#makeMarks(resource));
  }

  #makeMarks(resource: RenderedResource): Marks {
    const { type, urn, inputs } = resource;
    const operation = this.#operations.get(urn);
    const isNew = operation === "create" || operation === "replace";
    const given = { ...resource, provider: this.#providerOf(resource, this.#news) };
    const isKnown = (output: string): boolean =>
      operation === undefined || operation === "same" || !this.#rules.isUnknown(type, given, output, isNew);
    const marks = marksFor(resource, urn, isKnown);
    return isNew ? { ...marks, given: new Set(leavesOf(inputs)) } : marks;
  }

  /**
   * Condemns what has to go before this can, because what it is given would change.
   *
   * @returns whether something of it is protected, so that the engine refuses.
   */
  #condemn(root: RenderedResource): boolean {
    const going = new Set([root.urn]);
    let takesProtected = false;
    for (const old of this.#base.filter((each) => each !== root && isMade(each))) {
      if (this.#condemned.has(old.urn) || this.#operations.has(this.#newUrns.get(old.urn) ?? "")) continue;
      const keys = this.#goesWith(old, going);
      if (keys === undefined) continue;
      going.add(old.urn);
      this.#condemned.set(old.urn, keys);
      takesProtected ||= old.protect === true;
    }
    return takesProtected;
  }

  /** Why an old resource has to go when others do; undefined when it can stay. */
  #goesWith(old: RenderedResource, going: ReadonlySet<string>): readonly string[] | undefined {
    if (going.has(old.provider ?? "") || going.has(old.options?.deletedWith ?? "")) return [];
    const lost = Object.entries(old.propertyDependencies ?? {}).flatMap(([property, urns]) =>
      urns.some((urn) => going.has(urn)) && old.inputs[property] !== undefined ? [property] : [],
    );
    if (lost.length === 0) return undefined;
    const inputs = { ...this.#oldInputs(old), ...Object.fromEntries(lost.map((property) => [property, unknownValue])) };
    const after = { ...old, inputs, provider: this.#providerOf(old, this.#olds) };
    const { changes } = this.#difference(old, after, old.options);
    const causes = changes.filter(({ replaces }) => replaces).map(({ path }) => path);
    return causes.length > 0 ? causes : undefined;
  }
}

/** Whether a provider makes it, or it is one: components are nothing but names for what is in them. */
function isMade({ provider, type }: RenderedResource): boolean {
  return provider !== undefined || type.startsWith("pulumi:providers:");
}

function stepOf(op: PredictedStep["op"], { urn, type, name, protect }: RenderedResource, before?: RenderedResource) {
  const wasProtected = before?.protect === true;
  const refused = wasProtected && (op === "delete" || (op === "replace" && protect === true));
  const retained = (op === "delete" || op === "replace") && before?.options?.retainOnDelete === true;
  return { op, urn, type, name, paths: [], causes: [], refused, retained } satisfies PredictedStep;
}

function marksFor({ madeUp = {} }: RenderedResource, urn: string, isKnown: (output: string) => boolean): Marks {
  const longestFirst = Object.entries(madeUp).toSorted(([, a], [, b]) => b.length - a.length);
  return {
    values: longestFirst.map(([output, value]) => [value, isKnown(output) ? `[${output} of ${urn}]` : unknownValue]),
    given: undefined,
  };
}

function kept<Value>(cache: Map<string, Value>, key: string, make: () => Value): Value {
  const value = cache.get(key) ?? make();
  cache.set(key, value);
  return value;
}
