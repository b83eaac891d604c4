import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { formatPlace } from "../diagnostics/format.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { formatPath } from "../documents/sourceMap.ts";
import { kindOf, type ServiceKinds } from "../kinds/serviceKind.ts";
import { contains, prefixLength } from "../network/cidrBlock.ts";
import type { AddOnManifest } from "../schema/addOn.ts";
import type { BillingRecordManifest } from "../schema/billingRecord.ts";
import type { CustomerManifest } from "../schema/customer.ts";
import type { EstateManifest } from "../schema/estate.ts";
import type { PriceBookManifest } from "../schema/priceBook.ts";
import type { RolloutManifest } from "../schema/rollout.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";
import type { Sourced } from "./estate.ts";
import { manifestName } from "./places.ts";

/** The documents of an estate whose shape is right. */
interface Documents {
  readonly tiers: readonly Sourced<TierManifest>[];
  readonly addOns: readonly Sourced<AddOnManifest>[];
  readonly tenants: readonly Sourced<TenantManifest>[];
  readonly priceBooks: readonly Sourced<PriceBookManifest>[];
  readonly rollouts: readonly Sourced<RolloutManifest>[];
  readonly records: readonly Sourced<BillingRecordManifest>[];
  readonly customers: readonly Sourced<CustomerManifest>[];
}

/** Problems between documents that do not need a tenant to be resolved: unique ids, file names, the estate's own cells. */
export function checkEstate(
  estate: Sourced<EstateManifest> | undefined,
  { tiers, addOns, tenants, priceBooks, rollouts, records, customers }: Documents,
  kinds: ServiceKinds,
): Diagnostic[] {
  const identityOf = ({ metadata }: TierManifest | AddOnManifest): string =>
    `${metadata.service}/${formatTier(metadata)}`;
  return [
    ...(estate === undefined ? [] : checkCells(estate)),
    ...tiers.flatMap((tier) => checkCatalogueFile(tier, `catalogue/${tier.manifest.metadata.service}`, kinds)),
    ...addOns.flatMap((addOn) =>
      checkCatalogueFile(addOn, `catalogue/${addOn.manifest.metadata.service}/add-ons`, kinds),
    ),
    ...duplicates(tiers, "The tier version", identityOf, "name"),
    ...duplicates(addOns, "The add-on version", identityOf, "name"),
    ...tenants.flatMap((tenant) => checkFileName(tenant, "tenant's id", tenant.manifest.metadata.id, "id")),
    ...duplicates(tenants, "The tenant id", (tenant) => tenant.metadata.id, "id"),
    ...priceBooks.flatMap((book) => checkFileName(book, "price book's name", book.manifest.metadata.name, "name")),
    ...duplicates(priceBooks, "The price book", (book) => book.metadata.name, "name"),
    ...rollouts.flatMap((rollout) => checkFileName(rollout, "rollout's name", rollout.manifest.metadata.name, "name")),
    ...duplicates(rollouts, "The rollout", (rollout) => rollout.metadata.name, "name"),
    ...[...records, ...customers].flatMap((one) =>
      checkFileName(one, "tenant's id", one.manifest.metadata.tenant, "tenant"),
    ),
    ...duplicates(records, "The billing record of", (record) => record.metadata.tenant, "tenant"),
    ...duplicates(customers, "The customer of", (customer) => customer.metadata.tenant, "tenant"),
  ];
}

function checkFileName({ document }: Sourced<unknown>, subject: string, declared: string, key: string): Diagnostic[] {
  return manifestName(document.name) === declared
    ? []
    : [
        {
          code: "TEN201",
          severity: "error",
          message: `The file's name is "${manifestName(document.name)}" and the ${subject} is "${declared}".`,
          fix: `Rename the file to ${declared}.yaml, or correct metadata.${key}.`,
          field: `metadata.${key}`,
          where: document.positions.value(["metadata", key]),
        },
      ];
}

function checkCatalogueFile(
  { manifest, document }: Sourced<TierManifest | AddOnManifest>,
  directory: string,
  kinds: ServiceKinds,
): Diagnostic[] {
  const { service } = manifest.metadata;
  const found: Diagnostic[] = [];
  if (kindOf(kinds, service) === undefined) {
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
  const expected = `${directory}/${formatTier(manifest.metadata)}`;
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
  const problem = (index: number, field: string | readonly (string | number)[], message: string, fix: string): void => {
    const path = ["spec", "cells", index, ...(typeof field === "string" ? [field] : field)];
    const where = document.positions.value(path);
    found.push({ code: "TEN210", severity: "error", message, fix, field: formatPath(path), where });
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
      const at = ["zones", position] as const;
      if (zone.slice(0, -1) !== cell.region) {
        problem(index, at, `The zone ${zone} is not in ${cell.region}.`, "Name zones of the cell's region.");
      } else if (cell.zones.indexOf(zone) !== position) {
        problem(index, at, `The zone ${zone} is there twice.`, "Name each zone once.");
      }
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
  const first = new Map<string, Sourced<T>["document"]>();
  return sources.flatMap(({ manifest, document }) => {
    const identity = identityOf(manifest);
    const earlier = first.get(identity);
    if (earlier === undefined) {
      first.set(identity, document);
      return [];
    }
    const path = ["metadata", key];
    return [
      {
        code: "TEN200",
        severity: "error",
        message: `${subject} "${identity}" is declared at ${formatPlace(earlier.positions.value(path))} already.`,
        fix: "Give one of them another, or delete one of the files.",
        field: formatPath(path),
        where: document.positions.value(path),
      } satisfies Diagnostic,
    ];
  });
}
