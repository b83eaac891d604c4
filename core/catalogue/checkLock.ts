import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Sourced } from "../estate/estate.ts";
import type { AddOnManifest } from "../schema/addOn.ts";
import type { TierManifest } from "../schema/tier.ts";
import type { CatalogueLock } from "./catalogueLock.ts";
import { contentDigest } from "./contentDigest.ts";
import { versionId } from "./versionId.ts";

/** Published versions whose content has changed, and those whose file is gone. */
export function checkLock(
  lock: CatalogueLock,
  versions: readonly Sourced<TierManifest | AddOnManifest>[],
  fileNames: readonly string[],
): Diagnostic[] {
  const ids = versions.map(({ manifest }) => versionId(manifest));
  // A file that cannot be read has problems of its own, but it is not gone.
  const present = new Set([...ids, ...fileNames.map((name) => /^catalogue\/(.*)\.(?:ya?ml|json)$/.exec(name)?.[1])]);
  const gone = [...lock].filter(([id]) => !present.has(id));
  return [
    ...versions.flatMap(({ manifest, document }) => {
      const id = versionId(manifest);
      const entry = lock.get(id);
      if (entry === undefined) return [];
      const digest = contentDigest(document);
      if (entry.digest === digest) return [];
      return [changed(id, nextVersion(id, ids), document, entry, digest)];
    }),
    ...gone.map(([id, { where }]): Diagnostic => {
      const fix =
        `Restore catalogue/${id}.yaml: what has been sold stays. If no tenant has it, ` +
        `\`tenantry catalogue publish --forget ${id}\` takes it off the lock.`;
      const message = `${id} is published and its file is gone.`;
      return { code: "TEN216", severity: "error", message, fix, field: id, where };
    }),
  ];
}

function changed(
  id: string,
  next: number,
  document: Sourced<unknown>["document"],
  entry: { readonly digest: string; readonly where: { readonly path: string; readonly line: number } },
  digest: string,
): Diagnostic {
  const path = ["metadata", "version"];
  return {
    code: "TEN216",
    severity: "error",
    message:
      `${id} is published and has changed since: its digest is ${short(digest)}, ` +
      `and ${short(entry.digest)} at ${entry.where.path}:${String(entry.where.line)}.`,
    fix:
      `Undo the change and publish a new version, catalogue/${id.replace(/@.*$/, "")}@${String(next)}.yaml. ` +
      `If the lock is wrong and no tenant has it, \`tenantry catalogue publish --forget ${id}\` makes it a draft again.`,
    field: path.join("."),
    where: document.positions.value(path),
  };
}

/** The first version number above all that the catalogue has of that name. */
function nextVersion(id: string, ids: readonly string[]): number {
  const name = id.split("@")[0];
  return (
    1 + Math.max(...ids.filter((other) => other.split("@")[0] === name).map((other) => Number(other.split("@")[1])))
  );
}

/** Enough of a digest to tell two apart by eye. */
function short(digest: string): string {
  return digest.slice(0, "sha256:".length + 12);
}
