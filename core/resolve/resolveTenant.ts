import type { Diagnostic, SourceLocation } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { checkShape } from "../documents/checkShape.ts";
import { formatPath, type ValuePath } from "../documents/sourceMap.ts";
import type { AnyServiceKind, Claim, Json, PlanProblem, ServiceKinds } from "../kinds/serviceKind.ts";
import { deepFreeze, type ResolvedSubscription, type ResolvedTenant } from "./resolvedTenant.ts";
import { awsTags, kubernetesLabels } from "./tags.ts";
import type { Cell, EstateManifest } from "../schema/estate.ts";
import type { SubscriptionManifest, TenantManifest } from "../schema/tenant.ts";
import type { TierManifest } from "../schema/tier.ts";
import type { CatalogueEntry, Sourced } from "../estate/estate.ts";
import { chooseCell } from "./chooseCell.ts";
import { chooseTier } from "./chooseTier.ts";

/** Everything that a tenant is resolved against. */
export interface ResolveContext {
  readonly estate: EstateManifest;
  /** The tiers that are right. */
  readonly catalogue: readonly CatalogueEntry[];
  /** All tiers that files declare, so that a tier which is wrong itself is not reported as missing too. */
  readonly declaredTiers: readonly TierManifest[];
  readonly kinds: ServiceKinds;
}

/** A claim with its owner and place. */
export interface LocatedClaim {
  readonly claim: Claim;
  readonly owner: string;
  readonly field: ValuePath;
  readonly where: SourceLocation;
}

/** A resolved tenant with what it needs for itself alone. */
export interface ResolvedWithClaims extends Sourced<TenantManifest> {
  readonly resolved: ResolvedTenant;
  readonly claims: readonly LocatedClaim[];
}

interface Resolution {
  readonly resolved: ResolvedWithClaims | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves one tenant against the estate and the catalogue, or says all that stands in the way. */
export function resolveTenant(tenant: Sourced<TenantManifest>, context: ResolveContext): Resolution {
  const { manifest, document } = tenant;
  const diagnostics: Diagnostic[] = [];
  const claims: LocatedClaim[] = [];
  const subscriptions: ResolvedSubscription[] = [];
  const { regions } = context.estate.spec;
  if (!regions.includes(manifest.spec.region)) {
    diagnostics.push({
      code: "TEN203",
      severity: "error",
      message: `The region "${manifest.spec.region}" is not one of the estate's.`,
      allowed: regions.join(", "),
      fix: didYouMean(manifest.spec.region, regions) ?? "Choose one of them, or add it to the estate's spec.regions.",
      field: "spec.region",
      where: document.positions.value(["spec", "region"]),
    });
  }
  manifest.spec.subscriptions.forEach((subscription, index) => {
    const base = ["spec", "subscriptions", index] as const;
    const twin = manifest.spec.subscriptions.findIndex((other) => other.name === subscription.name);
    if (twin !== index) {
      diagnostics.push({
        code: "TEN206",
        severity: "error",
        message: `The subscription name "${subscription.name}" is taken by spec.subscriptions[${String(twin)}].`,
        fix: "Give each subscription of the tenant a name of its own.",
        field: formatPath([...base, "name"]),
        where: document.positions.value([...base, "name"]),
      });
    }
    const result = resolveSubscription(tenant, subscription, base, context);
    diagnostics.push(...result.diagnostics);
    if (result.subscription !== undefined) subscriptions.push(result.subscription);
    claims.push(...result.claims);
  });
  if (diagnostics.length > 0) return { resolved: undefined, diagnostics };
  const { id, displayName } = manifest.metadata;
  const { region, ring, state, contract, maintenance } = manifest.spec;
  const { name, displayName: estateDisplayName } = context.estate.metadata;
  const estate = { name, displayName: estateDisplayName };
  const resolved = deepFreeze({ id, displayName, estate, region, ring, state, contract, maintenance, subscriptions });
  return { resolved: { manifest, document, resolved, claims }, diagnostics: [] };
}

interface SubscriptionResult {
  readonly subscription?: ResolvedSubscription;
  readonly claims: readonly LocatedClaim[];
  readonly diagnostics: readonly Diagnostic[];
}

function resolveSubscription(
  tenant: Sourced<TenantManifest>,
  subscription: SubscriptionManifest,
  base: ValuePath,
  context: ResolveContext,
): SubscriptionResult {
  const { document, manifest } = tenant;
  const fail = (...diagnostics: readonly Diagnostic[]): SubscriptionResult => ({ claims: [], diagnostics });
  const kind = Object.hasOwn(context.kinds, subscription.service) ? context.kinds[subscription.service] : undefined;
  if (kind === undefined) {
    const known = Object.keys(context.kinds).toSorted();
    return fail({
      code: "TEN205",
      severity: "error",
      message: `The service "${subscription.service}" is not known.`,
      allowed: known.join(", "),
      ...fixOf(didYouMean(subscription.service, known)),
      field: formatPath([...base, "service"]),
      where: document.positions.value([...base, "service"]),
    });
  }
  const spec = checkShape(kind.specSchema, subscription.spec, document, [...base, "spec"]);
  const tier = chooseTier(subscription, manifest.spec.ring, context);
  const cell = chooseCell(subscription, manifest.spec.region, kind.target, context.estate.spec.cells);
  const located = (found: Partial<Diagnostic> & Pick<Diagnostic, "code" | "message">, key: string): Diagnostic => {
    const path = document.positions.value([...base, key]);
    return { severity: "error", field: formatPath([...base, key]), where: path, ...found };
  };
  const diagnostics = [
    ...spec.diagnostics,
    ...("problem" in tier && tier.problem !== undefined ? [located(tier.problem, "tier")] : []),
    ...("problem" in cell ? [located(cell.problem, subscription.cell === undefined ? "name" : "cell")] : []),
  ];
  if (spec.value === undefined || !("entry" in tier) || !("cell" in cell)) return fail(...diagnostics);
  return planSubscription({
    tenant,
    subscription,
    base,
    kind,
    spec: spec.value,
    entry: tier.entry,
    cell: cell.cell,
    context,
  });
}

interface PlanArguments {
  readonly tenant: Sourced<TenantManifest>;
  readonly subscription: SubscriptionManifest;
  readonly base: ValuePath;
  readonly kind: AnyServiceKind;
  readonly spec: unknown;
  readonly entry: CatalogueEntry;
  readonly cell: Cell;
  readonly context: ResolveContext;
}

function planSubscription(args: PlanArguments): SubscriptionResult {
  const { tenant, subscription, base, kind, spec, entry, cell, context } = args;
  const { document, manifest } = tenant;
  const plan = kind.plan({
    estateName: context.estate.metadata.name,
    tenantId: manifest.metadata.id,
    subscriptionName: subscription.name,
    region: manifest.spec.region,
    cell,
    spec,
    entitlements: entry.entitlements,
    features: entry.features,
  });
  const place = (path: ValuePath): Pick<LocatedClaim, "field" | "where"> => {
    const field = [...base, "spec", ...path];
    return { field, where: document.positions.value(field) };
  };
  if (plan.bundle === undefined) {
    return { claims: [], diagnostics: plan.problems.map((problem) => describeProblem(problem, place(problem.path))) };
  }
  const { metadata, spec: tier } = entry.manifest;
  const tagged = { tenant: manifest, subscription, tier: metadata };
  return {
    subscription: {
      name: subscription.name,
      service: subscription.service,
      tier: { name: metadata.name, version: metadata.version },
      isolation: tier.isolation,
      cell,
      price: tier.price,
      support: tier.support,
      sla: tier.sla,
      entitlements: entry.entitlements as Json,
      features: entry.features as Json,
      tags: awsTags(tagged),
      labels: kubernetesLabels(tagged),
      bundle: plan.bundle,
    },
    claims: plan.claims.map((claim) => {
      return { claim, owner: `${manifest.metadata.id}/${subscription.name}`, ...place(claim.path) };
    }),
    diagnostics: [],
  };
}

const concernCodes = { entitlement: "TEN208", network: "TEN207", name: "TEN209" } as const;

function describeProblem(problem: PlanProblem, place: Pick<LocatedClaim, "field" | "where">): Diagnostic {
  return {
    code: concernCodes[problem.concern],
    severity: "error",
    message: problem.message,
    ...(problem.allowed !== undefined && { allowed: problem.allowed }),
    ...fixOf(problem.fix),
    field: formatPath(place.field),
    where: place.where,
  };
}

function fixOf(fix: string | undefined): { fix?: string } {
  return fix === undefined ? {} : { fix };
}
