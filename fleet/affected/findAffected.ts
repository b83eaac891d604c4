import type { Estate, EstateTenant } from "../../core/estate/estate.ts";
import { jsonDigest } from "../../core/jsonDigest.ts";
import { marginsOf, ruleSettings } from "../policies.ts";
import type { Base } from "./base.ts";
import { reasonsOf, resolvedReasons } from "./reasons.ts";
import type { RenderPool } from "./renderPool.ts";
import { renderSides, resolvesToTheSame, tenantsOfSides } from "./sides.ts";

/** Which tenants a change affects. */
export interface Affected {
  /** Why each of them is, by id; the others are not. */
  readonly reasons: ReadonlyMap<string, readonly string[]>;
  /** Why every tenant counts as affected; undefined where each was looked at. */
  readonly all: string | undefined;
  /** Tenants that the base has and today's estate has not, with their manifests' files as far as they are known. */
  readonly offboarding: readonly { readonly tenant: string; readonly file?: string }[];
}

/** What is asked. */
export interface AffectedQuestion {
  readonly base: Base;
  readonly estate: Estate;
  /** Those of its tenants that are asked about. */
  readonly tenants: readonly EstateTenant[];
  /** resources: what would be applied. judgement: what the policies say of it, which may be other where the resources are the same. */
  readonly by: "resources" | "judgement";
  /** The day that both ends are judged by, such as `2026-12-31`. */
  readonly today: string;
  readonly pool: RenderPool;
  /** Told how many tenants are compared, whenever it is one more. */
  readonly onProgress?: (done: number) => void;
}

/** Finds out which tenants are not as they were at the base, by what they render and not by what files changed. */
export async function findAffected(question: AffectedQuestion): Promise<Affected> {
  const { base, estate, tenants, by } = question;
  const offboarding = tenantsOfSides(base, estate.tenants).removed.map(({ resolved, file }) => ({
    tenant: resolved.id,
    ...(file !== undefined && { file }),
  }));
  const { added, both } = tenantsOfSides(base, tenants);
  const all = await whyAll(question);
  if (all !== undefined) {
    return { all, offboarding, reasons: new Map(tenants.map(({ resolved }) => [resolved.id, [all]])) };
  }
  const changed = by === "resources" ? await byResources(both, question) : byJudgement(both, question);
  const reasons = new Map([...added.map(({ resolved }) => [resolved.id, ["new"]] as const), ...changed]);
  return { all: undefined, offboarding, reasons };
}

async function whyAll({ base, estate, by, today }: AffectedQuestion): Promise<string | undefined> {
  const since = `${base.reference} (${base.commit.slice(0, 12)})`;
  if (base.unusable !== undefined) return `the base ${since} cannot be compared with: ${base.unusable}`;
  if (by === "resources") return undefined;
  if (!base.sameCode) return `code or dependencies are not those of ${since}`;
  if (!base.sameJudges) return `the policies are not those of ${since}`;
  if (base.estate === undefined) return `nothing is known of the policies of ${since}`;
  const settingsOf = ({ manifest }: Estate): unknown => manifest.spec.policies.enforcement;
  const isSame =
    jsonDigest(settingsOf(estate)) === jsonDigest(settingsOf(base.estate)) &&
    jsonDigest(await ruleSettings(estate, today)) === jsonDigest(await ruleSettings(base.estate, today));
  return isSame ? undefined : `what the estate sets about policies is not that of ${since}`;
}

async function byResources(
  tenants: readonly EstateTenant[],
  { base, pool, onProgress }: AffectedQuestion,
): Promise<(readonly [string, readonly string[]])[]> {
  let done = 0;
  const found = await Promise.all(
    tenants.map(async ({ resolved }) => {
      const sides = await renderSides(base, resolved, pool);
      onProgress?.(++done);
      return sides === undefined ? [] : [[resolved.id, reasonsOf(sides)] as const];
    }),
  );
  return found.flat();
}

function byJudgement(
  tenants: readonly EstateTenant[],
  { base, estate, today }: AffectedQuestion,
): (readonly [string, readonly string[]])[] {
  const marginOf = marginsOf(estate, today);
  const marginBefore = base.estate === undefined ? marginOf : marginsOf(base.estate, today);
  return tenants.flatMap(({ resolved }) => {
    const { id } = resolved;
    const before = base.tenants.get(id)?.resolved ?? resolved;
    const reasons = [
      ...(resolvesToTheSame(before, resolved) ? [] : resolvedReasons(before, resolved)),
      ...(waiversOf(estate, id) === waiversOf(base.estate, id) ? [] : ["waivers changed"]),
      ...(marginOf(id) === marginBefore(id) ? [] : ["its margin crossed the floor"]),
    ];
    return reasons.length > 0 ? [[id, reasons] as const] : [];
  });
}

/** A tenant's waivers as text; equal where they are the same. */
function waiversOf(estate: Pick<Estate, "waivers"> | undefined, tenant: string): string {
  const all = (estate?.waivers ?? []).flatMap(({ manifest }) => manifest.spec.waivers);
  return JSON.stringify(all.filter((waiver) => waiver.tenant === tenant));
}
