import type { CatalogueTerms } from "../catalogue/standing.ts";
import type { Diagnostic, SourceLocation } from "../diagnostics/diagnostic.ts";
import type { LayeredPositions } from "../documents/layers.ts";
import type { ValuePath } from "../documents/sourceMap.ts";
import type { AddOnEntry, CatalogueEntry, Sourced } from "../estate/estate.ts";
import type { Claim, Demand, ServiceKinds } from "../kinds/serviceKind.ts";
import { rendersNothing } from "../offboarding/stage.ts";
import type { TierHolds } from "../rollouts/tierHolds.ts";
import type { Cell } from "../schema/cell.ts";
import type { EstateManifest } from "../schema/estate.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import type { TierManifest } from "../schema/tier.ts";
import { checkTerms } from "./checkTerms.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import { deepFreeze, type ResolvedTenant } from "./resolvedTenant.ts";
import { resolveSubscription, type SubscriptionResolution } from "./resolveSubscription.ts";

/** Everything that a tenant is resolved against. */
export interface ResolveContext extends CatalogueTerms {
  readonly estate: Sourced<EstateManifest>;
  /** The tiers that are right. */
  readonly catalogue: readonly CatalogueEntry[];
  /** All tiers that files declare, so that a tier which is wrong itself is not reported as missing too. */
  readonly declaredTiers: readonly TierManifest[];
  readonly addOns: readonly AddOnEntry[];
  readonly kinds: ServiceKinds;
  /** What the estate's rollouts hold back. */
  readonly holds?: TierHolds | undefined;
}

/** A claim with its owner and place. */
export interface LocatedClaim {
  readonly claim: Claim;
  readonly cell: Cell;
  readonly owner: string;
  readonly field: ValuePath;
  readonly where: SourceLocation;
}

/** Where the values of a subscription come from. */
export interface SubscriptionSources {
  /** The subscription's path in the manifest. */
  readonly base: ValuePath;
  /** The layers of its spec. */
  readonly spec: LayeredPositions;
  readonly tier: CatalogueEntry;
  readonly addOns: readonly AddOnEntry[];
  /** What the order comes to, by the entitlements that bound it. */
  readonly demand: Readonly<Record<string, Demand>>;
  /** The cell's place in the estate's list. */
  readonly cellIndex: number;
}

/** A resolved tenant with what it needs for itself and where its values come from. */
export interface ResolvedWithClaims extends Sourced<TenantManifest> {
  readonly resolved: ResolvedTenant;
  readonly claims: readonly LocatedClaim[];
  /** In the order of the resolved subscriptions. */
  readonly sources: readonly SubscriptionSources[];
}

/** A resolved tenant, or all that stands in the way. */
export interface Resolution {
  readonly resolved: ResolvedWithClaims | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves one tenant against the estate and the catalogue, or says all that stands in the way. */
export function resolveTenant(tenant: Sourced<TenantManifest>, context: ResolveContext): Resolution {
  const { manifest, document } = tenant;
  const estate = context.estate.manifest;
  const problems = [...checkTerms(manifest, estate), ...checkNames(manifest)];
  const rendered = rendersNothing(manifest.spec.offboarding) ? [] : manifest.spec.subscriptions;
  const subscriptions = rendered.map((subscription, index) =>
    resolveSubscription(tenant, subscription, ["spec", "subscriptions", index], context),
  );
  const diagnostics = [
    ...problems.map((problem) => locate(problem, [], document.positions)),
    ...subscriptions.flatMap((result) => result.diagnostics),
  ];
  const found = subscriptions.flatMap(({ resolution }) => (resolution === undefined ? [] : [resolution]));
  if (diagnostics.length > 0) return { resolved: undefined, diagnostics };
  return { resolved: { ...tenant, ...assemble(manifest, estate, found) }, diagnostics: [] };
}

function assemble(
  manifest: TenantManifest,
  estate: EstateManifest,
  found: readonly SubscriptionResolution[],
): Pick<ResolvedWithClaims, "resolved" | "claims" | "sources"> {
  const { id, displayName } = manifest.metadata;
  const { region, ring, state, dataClass, contract, maintenance } = manifest.spec;
  const { name, displayName: estateDisplayName } = estate.metadata;
  const resolved = deepFreeze({
    id,
    displayName,
    estate: { name, displayName: estateDisplayName },
    region,
    ring,
    state,
    dataClass,
    contract,
    maintenance,
    subscriptions: found.map(({ subscription }) => subscription),
  });
  return { resolved, claims: found.flatMap(({ claims }) => claims), sources: found.map(({ sources }) => sources) };
}

function checkNames({ spec: { subscriptions } }: TenantManifest): LocalProblem[] {
  return subscriptions.flatMap(({ name }, index) => {
    const twin = subscriptions.findIndex((other) => other.name === name);
    if (twin === index) return [];
    return [
      {
        code: "TEN206",
        path: ["spec", "subscriptions", index, "name"],
        message: `The subscription name "${name}" is taken by spec.subscriptions[${String(twin)}].`,
        fix: "Give each subscription of the tenant a name of its own.",
      },
    ];
  });
}
