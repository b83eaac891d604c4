import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import type { ValuePath } from "../documents/sourceMap.ts";
import { kindOf, type ServiceKinds, type SharedPart } from "../kinds/serviceKind.ts";
import type { LocatedClaim } from "../resolve/resolveTenant.ts";
import type { Cell } from "../schema/cell.ts";
import type { EstateManifest } from "../schema/estate.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";
import type { CatalogueEntry, Sourced } from "./estate.ts";

/** What the stacks of cells hold for tenants of a tier, what that claims, and what is wrong with it. */
export interface SharedParts {
  /** By the cells' ids; a cell that hosts nothing has none. */
  readonly parts: ReadonlyMap<string, readonly SharedPart[]>;
  readonly claims: readonly LocatedClaim[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A version that a cell hosts. */
interface Hosted {
  /** The path of its entry in the estate's manifest. */
  readonly path: ValuePath;
  readonly entry: CatalogueEntry;
}

/**
 * Plans what each cell hosts for the tenants of a tier. All hosted versions of a tier share one thing, so that a tenant may go from one to
 * the next and keep its data.
 *
 * @param declared all tiers that files declare, so that one which is wrong itself is not told of as missing too.
 */
export function sharedPartsOf(
  estate: Sourced<EstateManifest>,
  catalogue: readonly CatalogueEntry[],
  declared: readonly TierManifest[],
  kinds: ServiceKinds,
): SharedParts {
  const parts = new Map<string, SharedPart[]>();
  const claims: LocatedClaim[] = [];
  const diagnostics: Diagnostic[] = [];
  const tell = (problem: LocalProblem): void => void diagnostics.push(locate(problem, [], estate.document.positions));
  for (const [index, cell] of estate.manifest.spec.cells.entries()) {
    const hosted = hostedBy(cell, ["spec", "cells", index, "hosts"], catalogue, declared, tell);
    const tiers = Map.groupBy(
      hosted,
      ({ entry: { manifest } }) => `${manifest.metadata.service}/${manifest.metadata.name}`,
    );
    for (const versions of tiers.values()) {
      const [first] = versions;
      if (first === undefined) continue;
      const { service, name: tier } = first.entry.manifest.metadata;
      const kind = kindOf(kinds, service);
      if (kind?.shared === undefined) {
        tell(nothingShared(first.path, service));
        continue;
      }
      const planned = kind.shared({
        estateName: estate.manifest.metadata.name,
        cell,
        tier,
        versions: versions
          .map(({ entry: { manifest, features } }) => {
            return { version: manifest.metadata.version, isolation: manifest.spec.isolation, features };
          })
          .toSorted((a, b) => a.version - b.version),
      });
      if (planned.bundle === undefined) {
        for (const { concern, ...told } of planned.problems) {
          tell({ code: concern === "cell" ? "TEN222" : "TEN210", path: first.path, ...told });
        }
        continue;
      }
      parts.set(cell.id, [...(parts.get(cell.id) ?? []), { service, tier, bundle: planned.bundle }]);
      const where = estate.document.positions.value(first.path);
      const owner = `the cell ${cell.id}`;
      claims.push(
        ...planned.claims.map((claim) => ({ claim: { ...claim, path: [] }, cell, owner, field: first.path, where })),
      );
    }
  }
  return { parts, claims, diagnostics };
}

function hostedBy(
  cell: Cell,
  base: ValuePath,
  catalogue: readonly CatalogueEntry[],
  declared: readonly TierManifest[],
  tell: (problem: LocalProblem) => void,
): Hosted[] {
  if (cell.target !== "kubernetes") return [];
  return (cell.hosts ?? []).flatMap((wanted, index) => {
    const path = [...base, index];
    const entry = catalogue.find(({ manifest }) => idOf(manifest) === wanted);
    if (entry !== undefined) return [{ path, entry }];
    const known = declared.map(idOf);
    if (!known.includes(wanted)) {
      const ofService = known.filter((id) => id.split("/")[0] === wanted.split("/")[0]).toSorted();
      tell({
        code: "TEN202",
        path,
        message: `The cell "${cell.id}" hosts ${wanted}, which the catalogue does not have.`,
        allowed: ofService.join(", ") || "none; the catalogue has no tier of that service",
        fix: didYouMean(wanted, known) ?? "Name a version that is there, or remove the entry.",
      });
    }
    return [];
  });
}

function idOf({ metadata }: TierManifest): string {
  return `${metadata.service}/${formatTier(metadata)}`;
}

function nothingShared(path: ValuePath, service: string): LocalProblem {
  return {
    code: "TEN210",
    path,
    message: `Tenants of the service "${service}" share nothing that a cell could host.`,
    fix: "Remove the entry; such tenants need nothing of it.",
  };
}
