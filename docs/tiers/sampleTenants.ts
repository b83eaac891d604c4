import { join } from "node:path";

import { serviceKinds } from "../../components/registry.ts";
import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import type { SourceFile } from "../../core/documents/sourceFile.ts";
import type { CatalogueEntry, Estate } from "../../core/estate/estate.ts";
import { loadEstate } from "../../core/estate/loadEstate.ts";
import { kindOf, type Json } from "../../core/kinds/serviceKind.ts";
import { subBlock } from "../../core/network/cidrBlock.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { Cell } from "../../core/schema/cell.ts";
import { formatTier } from "../../core/schema/tier.ts";
import { readEstateFiles } from "../../stacks/readEstateFiles.ts";

/** A tier of the example catalogue with a tenant that has ordered all of it. */
export interface SampledTier {
  readonly entry: CatalogueEntry;
  /** The order, as a manifest has it. */
  readonly spec: Json;
  /** The tenant's manifest as JSON, which is YAML too. */
  readonly manifest: string;
  readonly resolved: ResolvedTenant;
}

const estateDirectory = join(import.meta.dirname, "../../estate");

/**
 * Every tier version of the example catalogue, each with a tenant of its own that orders all that the tier has, once each. The tenants
 * fit into the example estate together, without its own tenants.
 */
export function sampleTiers(): SampledTier[] {
  const example = readEstateFiles(estateDirectory, "estate").files.filter(({ name }) => !name.startsWith("tenants/"));
  const orders = orderAll(load(example));
  const { tenants } = load([
    ...example,
    ...orders.map(({ id, manifest }) => ({
      path: `estate/tenants/${id}.yaml`,
      name: `tenants/${id}.yaml`,
      bytes: new TextEncoder().encode(manifest),
    })),
  ]);
  return orders.map(({ id, ...order }) => {
    const tenant = tenants.find(({ resolved }) => resolved.id === id);
    if (tenant === undefined) throw new TypeError(`the sample tenant ${id} is lost`);
    return { ...order, resolved: tenant.resolved };
  });
}

function orderAll(estate: Estate): (Omit<SampledTier, "resolved"> & { readonly id: string })[] {
  const taken = new Set<string>();
  return estate.catalogue.map((entry, index) => {
    const { entitlements, features } = entry;
    const { service, name, version } = entry.manifest.metadata;
    const kind = kindOf(serviceKinds, service);
    if (kind === undefined) throw new TypeError(`no kind is called ${service}`);
    const cell = cellOf(estate, kind.target, entry);
    const id = ownerOf(cell, entry, taken) ?? `${service}-${name}-${String(version)}`;
    taken.add(id);
    const network = cell.target === "aws" ? subBlock(cell.supernet, 20, index) : "";
    const spec = kind.sampleSpec({ entitlements, features }, { cell, network, domain: `${id}.example` });
    const contacts = { technical: "ops@sample.example", billing: "ap@sample.example", security: "sec@sample.example" };
    const tier = formatTier(entry.manifest.metadata);
    const manifest = {
      apiVersion: "tenantry.dev/v1",
      kind: "Tenant",
      metadata: { id, displayName: `A tenant of ${service}/${tier}` },
      spec: {
        contract: { start: "2026-12-01", contacts },
        subscriptions: [{ name: "main", service, tier, cell: cell.id, spec }],
      },
    };
    return { entry, id, spec, manifest: `${JSON.stringify(manifest, undefined, 2)}\n` };
  });
}

/** The tenant's own cell where the tier promises one, else one that tenants share. */
function cellOf(estate: Estate, target: string, { manifest }: CatalogueEntry): Cell {
  const ofTarget = estate.manifest.spec.cells.filter((cell) => cell.target === target);
  const isOwn = (cell: Cell): boolean => cell.target === "aws" && cell.tenant !== undefined;
  const wantsOwn = target === "aws" && manifest.spec.isolation === "silo";
  const cell = ofTarget.find((candidate) => isOwn(candidate) === wantsOwn);
  if (cell === undefined) throw new TypeError(`the example estate has no cell for ${manifest.metadata.name}`);
  return cell;
}

/** The tenant that the cell, or a part of it, is kept for, where the tier promises that: one that no other tier is sampled with. */
function ownerOf(cell: Cell, { manifest }: CatalogueEntry, taken: ReadonlySet<string>): string | undefined {
  if (manifest.spec.isolation !== "silo") return undefined;
  return cell.target === "aws" ? cell.tenant : cell.ownNodes.find(({ tenant }) => !taken.has(tenant))?.tenant;
}

function load(files: readonly SourceFile[]): Estate {
  const { estate, diagnostics } = loadEstate(files, "estate", serviceKinds);
  if (estate === undefined) throw new Error(diagnostics.map((found) => formatDiagnostic(found)).join("\n"));
  return estate;
}
