import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { serviceKinds } from "../../components/registry.ts";
import type { SourceFile } from "../../core/documents/sourceFile.ts";
import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import type { CatalogueEntry } from "../../core/estate/estate.ts";
import { loadEstate } from "../../core/estate/loadEstate.ts";
import { kindOf, type Json } from "../../core/kinds/serviceKind.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import { subBlock } from "../../core/network/cidrBlock.ts";
import { formatTier } from "../../core/schema/tier.ts";

/** A tier of the example catalogue with a tenant that has ordered all of it. */
export interface SampledTier {
  readonly entry: CatalogueEntry;
  /** The order, as a manifest has it. */
  readonly spec: Json;
  readonly resolved: ResolvedTenant;
}

const estateDirectory = join(import.meta.dirname, "../../estate");

/** The tenant of every sample. */
const tenantId = "sample";

/** Every tier version of the example catalogue, each with a tenant that orders all that the tier has, once each. */
export function sampleTiers(): SampledTier[] {
  const example = filesOf(estateDirectory).filter(({ name }) => !name.startsWith("tenants/"));
  const { estate } = load(example);
  return estate.catalogue.map((entry) => {
    const { service } = entry.manifest.metadata;
    const kind = kindOf(serviceKinds, service);
    if (kind === undefined) throw new TypeError(`no kind is called ${service}`);
    const { entitlements, features } = entry;
    const { cells } = estate.manifest.spec;
    const own = cells.find((cell) => cell.target === kind.target && "tenant" in cell && cell.tenant !== undefined);
    const shared = cells.find((cell) => cell.target === kind.target && cell !== own);
    const cell = kind.target === "aws" && entry.manifest.spec.isolation === "silo" ? own : shared;
    if (cell === undefined) throw new TypeError(`the example estate has no cell for ${service}`);
    const network = cell.target === "aws" ? subBlock(cell.supernet, 20, 0) : "";
    const spec = kind.sampleSpec({ entitlements, features }, { cell, network });
    const id = "tenant" in cell && cell.tenant !== undefined ? cell.tenant : tenantId;
    const manifest = {
      apiVersion: "tenantry.dev/v1",
      kind: "Tenant",
      metadata: { id, displayName: "Sample" },
      spec: {
        contract: {
          start: "2026-12-01",
          contacts: { technical: "ops@sample.example", billing: "ap@sample.example", security: "sec@sample.example" },
        },
        subscriptions: [{ name: "main", service, tier: formatTier(entry.manifest.metadata), cell: cell.id, spec }],
      },
    };
    const file: SourceFile = {
      path: `estate/tenants/${id}.yaml`,
      name: `tenants/${id}.yaml`,
      bytes: new TextEncoder().encode(JSON.stringify(manifest)),
    };
    const [tenant] = load([...example, file]).estate.tenants;
    if (tenant === undefined) throw new TypeError("the sample tenant is lost");
    return { entry, spec, resolved: tenant.resolved };
  });
}

function load(files: readonly SourceFile[]): { estate: NonNullable<ReturnType<typeof loadEstate>["estate"]> } {
  const { estate, diagnostics } = loadEstate(files, "estate", serviceKinds);
  if (estate === undefined) throw new Error(diagnostics.map((found) => formatDiagnostic(found)).join("\n"));
  return { estate };
}

function filesOf(directory: string): SourceFile[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => !name.startsWith(".tenantry") && /\.(?:yaml|lock)$/.test(name))
    .toSorted()
    .map((name) => ({ path: `estate/${name}`, name, bytes: readFileSync(join(directory, name)) }));
}
