import { differenceOf } from "../diff/differenceOf.ts";
import { unknownValue, type GivenResource, type ProviderRules } from "../diff/providerRules.ts";
import { holdsData } from "../plans/holdsData.ts";
import { protectionsLost } from "../plans/protections.ts";
import { withoutMadeUp } from "../plans/withoutMadeUp.ts";
import type { RenderedResource } from "../results/renderedResource.ts";
import type { GuardSettings } from "../schema/fleet.ts";

/** A resource of a stack's state, as far as it is looked at. */
export interface KeptResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** URN and id of its provider; empty for what none has made. */
  readonly provider: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What a look goes by. */
export interface LookRules {
  readonly settings: GuardSettings;
  /** What changed inputs mean to the provider of a type; undefined where nobody here knows, and any change may be a replacement. */
  readonly rulesFor: (type: string) => ProviderRules | undefined;
}

/**
 * Whether an `up` of what is rendered could do anything to a stack that needs an approval. A no is certain as far as the providers' rules
 * are: nothing that holds data goes or could be replaced, no protection is taken away, and what goes or could be replaced is not too much
 * of it. A yes only says that the engine has to be asked.
 *
 * @param kept what the stack's state has; what is only read is left out.
 */
export function mayNeedApproval(
  kept: readonly KeptResource[],
  rendered: readonly RenderedResource[],
  { settings: { tenant }, rulesFor }: LookRules,
): boolean {
  const wanted = new Map(rendered.map((resource) => [resource.urn, resource]));
  const pairs = kept.flatMap((resource): Pair[] => {
    const becomes = wanted.get(resource.urn);
    return becomes === undefined ? [] : [{ resource, becomes }];
  });
  if (pairs.some(unprotects)) return true;
  const known = substitutionsOf(pairs);
  const compare = (pair: Pair, unknown: ReadonlySet<string>): boolean =>
    couldBeReplaced(pair, { wanted, known, unknown, rulesFor });
  const stays = new Map(pairs.flatMap((pair) => (compare(pair, new Set()) ? [] : [[pair.resource.urn, pair]])));
  // What depends on something that is made anew gets values that are not known before the run.
  for (let before = -1; before !== stays.size;) {
    before = stays.size;
    for (const [urn, pair] of stays) {
      const unknown = Object.entries(pair.becomes.propertyDependencies ?? {}).flatMap(([property, needs]) =>
        needs.every((needed) => stays.has(needed)) ? [] : [property],
      );
      if (unknown.length > 0 && compare(pair, new Set(unknown))) stays.delete(urn);
    }
  }
  const goes = kept.filter(({ urn }) => !stays.has(urn));
  if (goes.some(({ type }) => holdsData(type) || type.startsWith("pulumi:providers:"))) return true;
  return goes.length > Math.max(tenant.resources, tenant.share * kept.length);
}

interface Pair {
  readonly resource: KeptResource;
  readonly becomes: RenderedResource;
}

interface Comparison {
  readonly wanted: ReadonlyMap<string, RenderedResource>;
  readonly known: ReturnType<typeof substitutionsOf>;
  /** Inputs whose values are not known before the run. */
  readonly unknown: ReadonlySet<string>;
  readonly rulesFor: LookRules["rulesFor"];
}

/** Known of every type: what the rules say nothing of can be compared at its top alone. */
const noRules: ProviderRules = { difference: () => undefined, isUnknown: () => true, movesTarget: () => true };

function unprotects({ resource, becomes: { inputs, protect, options } }: Pair): boolean {
  return protectionsLost(resource, { protect, retainOnDelete: options?.retainOnDelete, inputs }).length > 0;
}

/** What was made up in rendering, with what it is in the target: ids, and the outputs that others take. The longest first. */
function substitutionsOf(pairs: readonly Pair[]): (readonly [madeUp: string, real: string])[] {
  const all = pairs.flatMap(({ resource, becomes }) =>
    Object.entries(becomes.madeUp ?? {}).flatMap(([output, madeUp]): [string, string][] => {
      const real = output === "id" ? resource.id : resource.outputs[output];
      return typeof real === "string" && madeUp !== "" ? [[madeUp, real]] : [];
    }),
  );
  return all.toSorted(([a], [b]) => b.length - a.length);
}

function couldBeReplaced({ resource, becomes }: Pair, { wanted, known, unknown, rulesFor }: Comparison): boolean {
  const { type, provider: reference } = resource;
  if (reference.slice(0, Math.max(0, reference.lastIndexOf("::"))) !== (becomes.provider ?? "")) return true;
  const rules = rulesFor(type);
  const provider = wanted.get(becomes.provider ?? "")?.inputs ?? {};
  const given = (inputs: unknown): GivenResource => ({ name: becomes.name, inputs: plain(inputs), provider });
  const inputs = plain(withReal(becomes.inputs, known));
  const before = given(withoutMadeUp(resource.inputs));
  const after = given({ ...inputs, ...Object.fromEntries([...unknown].map((property) => [property, unknownValue])) });
  const { changes } = differenceOf(type, before, after, becomes.options, rules ?? noRules);
  if (changes.some(({ replaces }) => replaces)) return true;
  // Only what has no provider, or whose type the rules know, is known to stay.
  return changes.length > 0 && reference !== "" && rules?.difference(type, before, after) === undefined;
}

function withReal(value: unknown, known: ReturnType<typeof substitutionsOf>): unknown {
  if (typeof value === "string") return known.reduce((text, [madeUp, real]) => text.replaceAll(madeUp, real), value);
  if (Array.isArray(value)) return value.map((element) => withReal(element, known));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withReal(field, known)]));
}

/** As JSON has it: without what is undefined, and without the SDK's own fields. */
function plain(value: unknown): Readonly<Record<string, unknown>> {
  return strip(value) as Readonly<Record<string, unknown>>;
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) =>
      field === undefined || key.startsWith("__") ? [] : [[key, strip(field)]],
    ),
  );
}
