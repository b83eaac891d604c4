import { isDeepStrictEqual } from "node:util";

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

/**
 * Whether an `up` of what is rendered could do anything to a stack that needs an approval. A no is certain: nothing that holds data goes
 * or differs at all, no protection is taken away, and what goes or differs is not too much even if all of it were replaced. A yes only
 * says that the engine has to be asked.
 *
 * @param kept what the stack's state has; what is only read is left out.
 */
export function mayNeedApproval(
  kept: readonly KeptResource[],
  rendered: readonly RenderedResource[],
  { tenant }: GuardSettings,
): boolean {
  const wanted = new Map(rendered.map((resource) => [resource.urn, resource]));
  const pairs = kept.map((resource) => ({ resource, becomes: wanted.get(resource.urn) }));
  if (pairs.some(({ resource, becomes }) => becomes !== undefined && unprotects(resource, becomes))) return true;
  const known = substitutionsOf(pairs);
  const stays = new Set(
    pairs.flatMap(({ resource, becomes }) =>
      becomes !== undefined && isAsItWas(resource, becomes, known) ? [resource.urn] : [],
    ),
  );
  spread(stays, wanted);
  const goes = kept.filter(({ urn }) => !stays.has(urn));
  if (goes.some(({ type }) => holdsData(type) || type.startsWith("pulumi:providers:"))) return true;
  return goes.length > Math.max(tenant.resources, tenant.share * kept.length);
}

interface Pair {
  readonly resource: KeptResource;
  readonly becomes: RenderedResource | undefined;
}

function unprotects(resource: KeptResource, { inputs, protect, options }: RenderedResource): boolean {
  const after = { protect, retainOnDelete: options?.retainOnDelete, inputs };
  return protectionsLost(resource, after).length > 0;
}

/** What was made up in rendering, with what it is in the target: ids and the outputs that others take. The longest first. */
function substitutionsOf(pairs: readonly Pair[]): (readonly [madeUp: string, real: string])[] {
  const all = pairs.flatMap(({ resource, becomes }) =>
    Object.entries(becomes?.madeUp ?? {}).flatMap(([output, madeUp]): [string, string][] => {
      const real = output === "id" ? resource.id : resource.outputs[output];
      return typeof real === "string" && madeUp !== "" ? [[madeUp, real]] : [];
    }),
  );
  return all.toSorted(([a], [b]) => b.length - a.length);
}

/** What the state has was made from the inputs that are rendered, by the same provider. */
function isAsItWas(
  { inputs, provider }: KeptResource,
  becomes: RenderedResource,
  known: ReturnType<typeof substitutionsOf>,
): boolean {
  if (provider.slice(0, Math.max(0, provider.lastIndexOf("::"))) !== (becomes.provider ?? "")) return false;
  if ((becomes.secrets ?? []).length > 0) return false;
  return isDeepStrictEqual(plain(withoutMadeUp(inputs)), plain(withReal(becomes.inputs, known)));
}

/** Takes away what depends on something that does not stay as it is: its inputs may not be known before the run. */
function spread(stays: Set<string>, wanted: ReadonlyMap<string, RenderedResource>): void {
  for (let before = -1; before !== stays.size;) {
    before = stays.size;
    for (const urn of stays) {
      const needs = Object.values(wanted.get(urn)?.propertyDependencies ?? {}).flat();
      if (needs.some((needed) => !stays.has(needed))) stays.delete(urn);
    }
  }
}

function withReal(value: unknown, known: ReturnType<typeof substitutionsOf>): unknown {
  if (typeof value === "string") return known.reduce((text, [madeUp, real]) => text.replaceAll(madeUp, real), value);
  if (Array.isArray(value)) return value.map((element) => withReal(element, known));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withReal(field, known)]));
}

/** As JSON has it: without what is undefined, and without the SDK's own fields. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) =>
      field === undefined || key.startsWith("__") ? [] : [[key, plain(field)]],
    ),
  );
}
