import type { ParsedDocument } from "../documents/parseDocument.ts";
import type { ResolvedTenant } from "../resolve/resolvedTenant.ts";
import type { EstateManifest } from "../schema/estate.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import type { TierManifest } from "../schema/tier.ts";

/** A checked manifest with the document that it came from. */
export interface Sourced<T> {
  readonly manifest: T;
  readonly document: ParsedDocument;
}

/** A tier version whose entitlements and features have been checked by its service kind. */
export interface CatalogueEntry extends Sourced<TierManifest> {
  readonly entitlements: unknown;
  readonly features: unknown;
}

/** A tenant of the estate with everything about it decided. */
export interface EstateTenant extends Sourced<TenantManifest> {
  readonly resolved: ResolvedTenant;
}

/** A whole estate that was read and found right. */
export interface Estate {
  readonly manifest: EstateManifest;
  readonly catalogue: readonly CatalogueEntry[];
  /** In order of their ids. */
  readonly tenants: readonly EstateTenant[];
}
