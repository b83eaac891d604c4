import type { Diagnostic, SourceLocation } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import { contains, prefixLength } from "../network/cidrBlock.ts";
import type { EstateManifest } from "../schema/estate.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";
import type { Sourced } from "./estate.ts";

/** Problems between documents that do not need a tenant to be resolved: unique ids, file names, the estate's own cells. */
export function checkEstate(
  estate: Sourced<EstateManifest> | undefined,
  tiers: readonly Sourced<TierManifest>[],
  tenants: readonly Sourced<TenantManifest>[],
  kinds: ServiceKinds,
): Diagnostic[] {
  return [
    ...(estate === undefined ? [] : checkCells(estate)),
    ...tiers.flatMap((tier) => checkTier(tier, kinds)),
    ...duplicates(tiers, "The tier version", (tier) => `${tier.metadata.service}/${formatTier(tier.metadata)}`, "name"),
    ...tenants.flatMap(checkTenantFile),
    ...duplicates(tenants, "The tenant id", (tenant) => tenant.metadata.id, "id"),
  ];
}

function checkTenantFile({ manifest, document }: Sourced<TenantManifest>): Diagnostic[] {
  return fileName(document.name) === manifest.metadata.id
    ? []
    : [
        {
          code: "TEN201",
          severity: "error",
          message: `The file's name is "${fileName(document.name)}" and the tenant's id is "${manifest.metadata.id}".`,
          fix: `Rename the file to ${manifest.metadata.id}.yaml, or correct metadata.id.`,
          field: "metadata.id",
          where: document.positions.value(["metadata", "id"]),
        },
      ];
}

function checkTier({ manifest, document }: Sourced<TierManifest>, kinds: ServiceKinds): Diagnostic[] {
  const { service } = manifest.metadata;
  const found: Diagnostic[] = [];
  if (!Object.hasOwn(kinds, service)) {
    const known = Object.keys(kinds).toSorted();
    found.push({
      code: "TEN205",
      severity: "error",
      message: `The service "${service}" is not known.`,
      allowed: known.join(", "),
      fix: didYouMean(service, known) ?? "Sell it under a service kind that exists, or add the kind.",
      field: "metadata.service",
      where: document.positions.value(["metadata", "service"]),
    });
  }
  const expected = `catalogue/${service}/${formatTier(manifest.metadata)}`;
  const actual = document.name.replace(/\.(?:ya?ml|json)$/, "");
  if (actual !== expected) {
    found.push({
      code: "TEN201",
      severity: "error",
      message: `The file is ${document.name} and declares ${service}/${formatTier(manifest.metadata)}.`,
      fix: `Move it to ${expected}.yaml, or correct its metadata.`,
      field: "metadata",
      where: document.positions.key(["metadata"]),
    });
  }
  return found;
}

function checkCells({ manifest, document }: Sourced<EstateManifest>): Diagnostic[] {
  const { cells, regions } = manifest.spec;
  const found: Diagnostic[] = [];
  const problem = (index: number, field: string, message: string, fix: string): void => {
    const path = ["spec", "cells", index, field];
    const where = document.positions.value(path);
    found.push({
      code: "TEN210",
      severity: "error",
      message,
      fix,
      field: `spec.cells[${String(index)}].${field}`,
      where,
    });
  };
  cells.forEach((cell, index) => {
    if (cells.findIndex((other) => other.id === cell.id) !== index) {
      problem(index, "id", `The cell "${cell.id}" is declared twice.`, "Give each cell an id of its own.");
    }
    if (!regions.includes(cell.region)) {
      const fix = didYouMean(cell.region, regions) ?? "Add it to spec.regions.";
      problem(index, "region", `The region ${cell.region} is not one of the estate's: ${regions.join(", ")}.`, fix);
    }
    if (cell.target !== "aws") return;
    cell.zones.forEach((zone, position) => {
      if (zone.slice(0, -1) === cell.region && cell.zones.indexOf(zone) === position) return;
      problem(index, "zones", `The zone ${zone} is twice there or not in ${cell.region}.`, "Correct the list.");
    });
    cells.slice(0, index).forEach((other) => {
      if (
        other.target !== "aws" ||
        !(contains(other.supernet, cell.supernet) || contains(cell.supernet, other.supernet))
      )
        return;
      problem(
        index,
        "supernet",
        `${cell.supernet} overlaps ${other.supernet} of the cell "${other.id}".`,
        "Give each cell a range of its own.",
      );
    });
    if (prefixLength(cell.supernet) > 24) {
      problem(index, "supernet", `${cell.supernet} is too small for any tenant.`, "Take a /24 or larger.");
    }
  });
  return found;
}

/** Every later document with an identity that an earlier one has; both places are named. */
function duplicates<T extends { metadata: object }>(
  sources: readonly Sourced<T>[],
  subject: string,
  identityOf: (manifest: T) => string,
  key: string,
): Diagnostic[] {
  const first = new Map<string, SourceLocation>();
  return sources.flatMap(({ manifest, document }) => {
    const identity = identityOf(manifest);
    const where = document.positions.value(["metadata", key]);
    const earlier = first.get(identity);
    if (earlier === undefined) {
      first.set(identity, where);
      return [];
    }
    return [
      {
        code: "TEN200",
        severity: "error",
        message: `${subject} "${identity}" is declared at ${earlier.path}:${String(earlier.line)}:${String(earlier.column)} already.`,
        fix: "Give one of them another, or delete one of the files.",
        field: `metadata.${key}`,
        where,
      } satisfies Diagnostic,
    ];
  });
}

function fileName(name: string): string {
  return name.replace(/^.*\//, "").replace(/\.(?:ya?ml|json)$/, "");
}
