import { didYouMean } from "../diagnostics/nearest.ts";
import type { Estate } from "../estate/estate.ts";
import type { PublicationDocument } from "../results/catalogue.ts";
import { compareVersions } from "./catalogueLock.ts";
import { contentDigest } from "./contentDigest.ts";
import { versionId } from "./versionId.ts";

/** What is wanted of the lock. */
export interface PublicationRequest {
  /** The versions to publish; all drafts when none is named and none is to be forgotten. */
  readonly versions: readonly string[];
  /** The versions to take off the lock. */
  readonly forget: readonly string[];
}

/** What publishing does to the lock, or why it cannot be done. */
type PublicationPlan =
  | {
      readonly result: Omit<PublicationDocument, "verb">;
      /** The digests of all published versions afterwards. */
      readonly digests: ReadonlyMap<string, string>;
    }
  | { readonly problem: string };

/**
 * Decides what a publication puts on the lock and takes off it.
 *
 * @param estate was loaded with the versions to forget taken for drafts, so that no published version has changed.
 */
export function planPublication(estate: Estate, { versions, forget }: PublicationRequest): PublicationPlan {
  const content = new Map(
    [...estate.catalogue, ...estate.addOns].map(({ manifest, document }) => {
      return [versionId(manifest), contentDigest(document)] as const;
    }),
  );
  const known = [...content.keys()].toSorted(compareVersions);
  const problem =
    firstProblem(forget, (id) => refuseToForget(id, estate)) ??
    firstProblem(versions, (id) => (content.has(id) ? undefined : unknown(id, "The catalogue", known)));
  if (problem !== undefined) return { problem };

  const kept = new Map([...estate.lock].filter(([id]) => !forget.includes(id)).map(([id, { digest }]) => [id, digest]));
  const wanted = versions.length > 0 ? known.filter((id) => versions.includes(id)) : forget.length > 0 ? [] : known;
  const published = wanted
    .filter((version) => !kept.has(version))
    .map((version) => ({ version, digest: content.get(version) ?? "" }));
  return {
    result: {
      published,
      forgotten: [...new Set(forget)].toSorted(compareVersions),
      unchanged: wanted.filter((id) => kept.has(id)),
    },
    digests: new Map([...kept, ...published.map(({ version, digest }) => [version, digest] as const)]),
  };
}

function firstProblem(ids: readonly string[], problemOf: (id: string) => string | undefined): string | undefined {
  return ids.map(problemOf).find((problem) => problem !== undefined);
}

/** A version stays on the lock while a tenant of the estate has it. */
function refuseToForget(id: string, { lock, tenants }: Estate): string | undefined {
  if (!lock.has(id)) return unknown(id, "The lock", [...lock.keys()]);
  const users = tenants
    .filter(({ sources }) =>
      sources.some(({ tier, addOns }) => [tier, ...addOns].some(({ manifest }) => versionId(manifest) === id)),
    )
    .map(({ resolved }) => resolved.id);
  if (users.length === 0) return undefined;
  const shown = users.slice(0, 10).join(", ") + (users.length > 10 ? ` and ${String(users.length - 10)} more` : "");
  return `${id} stays published: ${shown} ${users.length === 1 ? "has" : "have"} it. Move them to another version first.`;
}

function unknown(id: string, holder: string, known: readonly string[]): string {
  const hint = didYouMean(id, known) ?? `It has: ${known.join(", ") || "none"}.`;
  return `${holder} has no version "${id}". ${hint}`;
}
