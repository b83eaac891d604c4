import { z } from "zod";

import type { Diagnostic, SourceLocation } from "../diagnostics/diagnostic.ts";
import { checkShape, show } from "../documents/checkShape.ts";
import type { ParsedDocument } from "../documents/parseDocument.ts";
import { formatPath } from "../documents/sourceMap.ts";

/** The lock's file name, at the estate's top. */
export const lockFileName = "catalogue.lock";

/** One published version in the lock. */
interface LockEntry {
  /** See `contentDigest`. */
  readonly digest: string;
  readonly where: SourceLocation;
}

/** The published tier and add-on versions by their ids, such as `iaas/standard@1`. */
export type CatalogueLock = ReadonlyMap<string, LockEntry>;

const versionPattern = /^[a-z](?:-?[a-z0-9])*\/(?:add-ons\/)?[a-z](?:-?[a-z0-9])*@[1-9]\d{0,3}$/;

const lockSchema = z.record(
  z.string(),
  z.string().regex(/^sha256:[0-9a-f]{64}$/, "a digest is sha256: and 64 hexadecimal digits"),
);

const repair =
  "Restore the file from version control; it is written by `tenantry catalogue publish` and not meant to be edited.";

/** Reads `catalogue.lock`. Nothing is known of a lock that is not right, so it is given only without a problem. */
export function readLock(document: ParsedDocument): { lock?: CatalogueLock; diagnostics: readonly Diagnostic[] } {
  const shape = checkShape(lockSchema, document.value, document);
  if (shape.value === undefined) {
    return { diagnostics: shape.diagnostics.map((found) => ({ ...found, fix: repair })) };
  }
  const entries = Object.entries(shape.value);
  const diagnostics = entries.flatMap(([id]): Diagnostic[] => {
    if (versionPattern.test(id)) return [];
    return [
      {
        code: "TEN104",
        severity: "error",
        message: `The key ${show(id)} is no version of a tier or an add-on.`,
        allowed: "such as iaas/standard@1 or iaas/add-ons/extra@1",
        fix: repair,
        field: formatPath([id]),
        where: document.positions.key([id]),
      },
    ];
  });
  if (diagnostics.length > 0) return { diagnostics };
  return {
    lock: new Map(entries.map(([id, digest]) => [id, { digest, where: document.positions.key([id]) }])),
    diagnostics,
  };
}

const header = `# The published versions of the catalogue with the digests of their content. A published version never changes.
# Written by \`tenantry catalogue publish\`; do not edit.
`;

/** The text of `catalogue.lock`: a line a version, ordered by service, name and number, so that it merges line by line. */
export function formatLock(digests: ReadonlyMap<string, string>): string {
  const lines = [...digests].toSorted(([a], [b]) => compareVersions(a, b)).map(([id, digest]) => `${id}: ${digest}\n`);
  return header + (lines.length === 0 ? "{}\n" : lines.join(""));
}

/** Orders version ids by service and name, and then by number: `a@9` before `a@10`. */
export function compareVersions(a: string, b: string): number {
  const [nameOfA = "", versionOfA] = a.split("@");
  const [nameOfB = "", versionOfB] = b.split("@");
  if (nameOfA !== nameOfB) return nameOfA < nameOfB ? -1 : 1;
  return Number(versionOfA) - Number(versionOfB);
}
