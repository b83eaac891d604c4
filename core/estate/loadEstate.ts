import { hasErrors, sortDiagnostics, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { checkShape } from "../documents/checkShape.ts";
import { parseDocument, type ParsedDocument } from "../documents/parseDocument.ts";
import type { SourceFile } from "../documents/sourceFile.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import { estateSchema } from "../schema/estate.ts";
import { tierSchema, type TierManifest } from "../schema/tier.ts";
import { tenantSchema, type TenantManifest } from "../schema/tenant.ts";
import { checkEstate } from "./checkEstate.ts";
import { checkClaims } from "./checkClaims.ts";
import type { CatalogueEntry, Estate, Sourced } from "./estate.ts";
import { resolveTenant, type ResolvedWithClaims } from "../resolve/resolveTenant.ts";

/** What loading gives: the estate if nothing is wrong, and every diagnostic in a stable order. */
export interface LoadResult {
  readonly estate: Estate | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Loads an estate from the bytes of its files: first the shape of every document, then its meaning across the estate.
 * All problems of both passes are reported together; nothing is thrown for what a file says.
 *
 * @param files every manifest below the estate's directory, in any order.
 * @param directory the estate's directory as the user would type it, for messages about missing files.
 */
export function loadEstate(files: readonly SourceFile[], directory: string, kinds: ServiceKinds): LoadResult {
  const diagnostics: Diagnostic[] = [];
  const report = (found: readonly Diagnostic[]): void => void diagnostics.push(...found);
  const documents = files
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((file) => {
      const parsed = parseDocument(file);
      report(parsed.diagnostics);
      return parsed.document === undefined ? [] : [parsed.document];
    });
  const shaped = <T>(schema: Parameters<typeof checkShape<T>>[0], document: ParsedDocument): Sourced<T>[] => {
    const result = checkShape(schema, document.value, document);
    report(result.diagnostics);
    return result.value === undefined ? [] : [{ manifest: result.value, document }];
  };
  const below = (folder: string): ParsedDocument[] => documents.filter((document) => document.name.startsWith(folder));

  const [estate] = documents
    .filter(({ name }) => /^estate\.(?:ya?ml|json)$/.test(name))
    .flatMap((d) => shaped(estateSchema, d));
  if (!files.some(({ name }) => /^estate\.(?:ya?ml|json)$/.test(name))) report([missingEstateFile(directory)]);
  const tiers = below("catalogue/").flatMap((document) => shaped(tierSchema, document));
  const tenants = below("tenants/").flatMap((document) => shaped(tenantSchema, document));

  const catalogue = tiers.flatMap((tier) => catalogueEntry(tier, kinds, report));
  report(checkEstate(estate, tiers, tenants, kinds));
  const resolved = estate === undefined ? [] : resolveAll(estate.manifest, catalogue, tiers, tenants, kinds, report);
  report(checkClaims(resolved));
  const sorted = sortDiagnostics(diagnostics);
  if (estate === undefined || hasErrors(sorted)) return { estate: undefined, diagnostics: sorted };
  const loaded: Estate = {
    manifest: estate.manifest,
    catalogue,
    tenants: resolved
      .map(({ manifest, document, resolved: tenant }) => ({ manifest, document, resolved: tenant }))
      .toSorted((a, b) => (a.resolved.id < b.resolved.id ? -1 : 1)),
  };
  return { estate: loaded, diagnostics: sorted };
}

function resolveAll(
  estate: Estate["manifest"],
  catalogue: readonly CatalogueEntry[],
  tiers: readonly Sourced<TierManifest>[],
  tenants: readonly Sourced<TenantManifest>[],
  kinds: ServiceKinds,
  report: (found: readonly Diagnostic[]) => void,
): ResolvedWithClaims[] {
  return tenants.flatMap((tenant) => {
    const result = resolveTenant(tenant, {
      estate,
      catalogue,
      declaredTiers: tiers.map((tier) => tier.manifest),
      kinds,
    });
    report(result.diagnostics);
    return result.resolved === undefined ? [] : [result.resolved];
  });
}

/** A tier with its kind's part checked; nothing for a service that is not known, which `checkEstate` reports. */
function catalogueEntry(
  tier: Sourced<TierManifest>,
  kinds: ServiceKinds,
  report: (found: readonly Diagnostic[]) => void,
): CatalogueEntry[] {
  const { metadata, spec } = tier.manifest;
  const kind = Object.hasOwn(kinds, metadata.service) ? kinds[metadata.service] : undefined;
  if (kind === undefined) return [];
  const entitlements = checkShape(kind.entitlementsSchema, spec.entitlements, tier.document, ["spec", "entitlements"]);
  const features = checkShape(kind.featuresSchema, spec.features, tier.document, ["spec", "features"]);
  report(entitlements.diagnostics);
  report(features.diagnostics);
  if (entitlements.diagnostics.length > 0 || features.diagnostics.length > 0) return [];
  return [{ ...tier, entitlements: entitlements.value, features: features.value }];
}

function missingEstateFile(directory: string): Diagnostic {
  return {
    code: "TEN008",
    severity: "error",
    message: `${directory} has no estate.yaml.`,
    fix: "Create it, or name the estate's directory with --estate.",
    where: { path: directory, line: 1, column: 1 },
  };
}
