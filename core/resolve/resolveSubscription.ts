import { isRetired } from "../catalogue/standing.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { checkShape } from "../documents/checkShape.ts";
import { LayeredPositions, mergeLayers, type Layer } from "../documents/layers.ts";
import { partAt, type ValuePath } from "../documents/sourceMap.ts";
import type { AddOnEntry, CatalogueEntry, Sourced } from "../estate/estate.ts";
import { kindOf, type AnyServiceKind } from "../kinds/serviceKind.ts";
import type { Cell } from "../schema/cell.ts";
import type { SubscriptionManifest, TenantManifest } from "../schema/tenant.ts";
import { formatTier } from "../schema/tier.ts";
import { checkDemand } from "./checkDemand.ts";
import { chooseAddOns } from "./chooseAddOns.ts";
import { chooseCell } from "./chooseCell.ts";
import { regionsUnder } from "./checkTerms.ts";
import { chooseTier } from "./chooseTier.ts";
import { grantsOf, featuresOf } from "./grants.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import type { ResolvedSubscription } from "./resolvedTenant.ts";
import type { LocatedClaim, ResolveContext, SubscriptionSources } from "./resolveTenant.ts";
import { subscriptionOf } from "./subscriptionOf.ts";
import { awsTags, kubernetesLabels } from "./tags.ts";

/** A subscription with everything decided, what it claims, and where its values come from. */
export interface SubscriptionResolution {
  readonly subscription: ResolvedSubscription;
  readonly claims: readonly LocatedClaim[];
  readonly sources: SubscriptionSources;
}

interface SubscriptionResult {
  readonly resolution: SubscriptionResolution | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves one subscription, or says all that stands in the way. `base` is its path in the manifest. */
export function resolveSubscription(
  tenant: Sourced<TenantManifest>,
  subscription: SubscriptionManifest,
  base: ValuePath,
  context: ResolveContext,
): SubscriptionResult {
  const { document, manifest } = tenant;
  const at = (problem: LocalProblem): Diagnostic => locate(problem, base, document.positions);
  const kind = kindOf(context.kinds, subscription.service);
  if (kind === undefined) {
    const known = Object.keys(context.kinds).toSorted();
    const message = `The service "${subscription.service}" is not known.`;
    const fix = didYouMean(subscription.service, known) ?? "Choose one of them.";
    const problem = { code: "TEN205", path: ["service"], message, allowed: known.join(", "), fix } as const;
    return { resolution: undefined, diagnostics: [at(problem)] };
  }
  const { cells } = context.estate.manifest.spec;
  const tier = chooseTier(subscription, { id: manifest.metadata.id, ring: manifest.spec.ring }, context);
  const cell = chooseCell(subscription, manifest.metadata.id, manifest.spec.region, kind.target, cells);
  const entry = "entry" in tier ? tier.entry : undefined;
  const addOns = chooseAddOns(subscription, subscription.tier.split("@")[0] ?? "", context.addOns);
  const layers = specLayers(tenant, subscription, base, context, entry, addOns.chosen);
  const positions = new LayeredPositions(document, [...base, "spec"], layers);
  const spec = checkShape(kind.specSchema, mergeLayers(layers), { ...document, positions }, [...base, "spec"]);
  const diagnostics = [
    // Without its tier the spec may lack what the tier would have given.
    ...spec.diagnostics.filter(({ code }) => entry !== undefined || code !== "TEN101"),
    ...("problem" in tier && tier.problem !== undefined ? [at({ path: ["tier"], ...tier.problem })] : []),
    ...("problem" in cell ? [at({ path: [subscription.cell === undefined ? "name" : "cell"], ...cell.problem })] : []),
    ...addOns.problems.map(at),
  ];
  if (spec.value === undefined || entry === undefined || !("cell" in cell) || diagnostics.length > 0) {
    return { resolution: undefined, diagnostics };
  }
  const sources = {
    base,
    spec: positions,
    tier: entry,
    addOns: addOns.chosen,
    cellIndex: cells.indexOf(cell.cell),
  };
  return planSubscription({ tenant, subscription, kind, spec: spec.value, cell: cell.cell, sources, context });
}

/** The estate's defaults, the tier's, the add-ons' and the manifest's own spec, in this order. */
function specLayers(
  { document }: Sourced<TenantManifest>,
  subscription: SubscriptionManifest,
  base: ValuePath,
  { estate }: ResolveContext,
  tier: CatalogueEntry | undefined,
  addOns: readonly AddOnEntry[],
): Layer[] {
  const layer = (owner: string, of: Sourced<unknown>["document"], path: ValuePath): Layer => {
    return { owner, document: of, base: path, value: partAt(of.value, path) };
  };
  const defaults = ["spec", "defaults"];
  return [
    layer("the estate's defaults", estate.document, [...defaults, "services", subscription.service]),
    ...(tier === undefined ? [] : [layer(`the tier ${formatTier(tier.manifest.metadata)}`, tier.document, defaults)]),
    ...addOns.map((entry) => layer(`the add-on ${formatTier(entry.manifest.metadata)}`, entry.document, defaults)),
    { ...layer("the manifest", document, [...base, "spec"]), value: subscription.spec },
  ];
}

interface PlanArguments {
  readonly tenant: Sourced<TenantManifest>;
  readonly subscription: SubscriptionManifest;
  readonly kind: AnyServiceKind;
  readonly spec: unknown;
  readonly cell: Cell;
  readonly sources: Omit<SubscriptionSources, "demand">;
  readonly context: ResolveContext;
}

function planSubscription(args: PlanArguments): SubscriptionResult {
  const { tenant, subscription, kind, spec, cell, sources, context } = args;
  const { manifest } = tenant;
  const { metadata, spec: tier } = sources.tier.manifest;
  const at = (problem: LocalProblem): Diagnostic => locate(problem, [...sources.base, "spec"], sources.spec);
  const entitlements = grantsOf(sources.tier, sources.addOns);
  const features = featuresOf(sources.tier, sources.addOns);
  const ofService = context.catalogue
    .filter((entry) => entry.manifest.metadata.service === subscription.service)
    .filter((entry) => !isRetired(entry.manifest, context.today));
  const demand = kind.demand(spec, features);
  const exceeded = checkDemand(demand, entitlements, formatTier(metadata), ofService);
  const plan = kind.plan({
    estateName: context.estate.manifest.metadata.name,
    tenantId: manifest.metadata.id,
    subscriptionName: subscription.name,
    tier: { name: metadata.name, version: metadata.version },
    region: manifest.spec.region,
    cell,
    isolation: tier.isolation,
    state: manifest.spec.state,
    maintenance: manifest.spec.maintenance,
    contacts: manifest.spec.contract.contacts,
    residency: residencyOf(manifest, context),
    spec,
    entitlements,
    features,
  });
  const problems = [...exceeded, ...plan.problems.map(describeProblem)];
  if (plan.bundle === undefined || problems.length > 0) return { resolution: undefined, diagnostics: problems.map(at) };
  const tagged = { tenant: manifest, subscription, tier: metadata };
  const owner = `${manifest.metadata.id}/${subscription.name}`;
  return {
    resolution: {
      subscription: subscriptionOf({
        name: subscription.name,
        tier: sources.tier,
        addOns: sources.addOns,
        cell,
        tags: awsTags(tagged),
        labels: kubernetesLabels(tagged),
        bundle: plan.bundle,
      }),
      claims: plan.claims.map((claim) => {
        const field = [...sources.base, "spec", ...claim.path];
        return {
          claim,
          cell,
          owner,
          field,
          // Hardly any claim is in conflict, and a place costs a second parse of its file.
          get where() {
            return sources.spec.value(field);
          },
        };
      }),
      sources: { ...sources, demand },
    },
    diagnostics: [],
  };
}

/** Where a tenant's data has to stay; a jurisdiction that the estate does not know is a problem of its own. */
function residencyOf(
  { spec }: TenantManifest,
  { estate }: ResolveContext,
): { jurisdiction: string; regions: readonly string[] } | undefined {
  const { residency: jurisdiction } = spec.contract;
  if (jurisdiction === undefined) return undefined;
  return { jurisdiction, regions: regionsUnder(jurisdiction, estate.manifest.spec.jurisdictions) ?? [] };
}

const concernCodes = { network: "TEN207", name: "TEN209", tier: "TEN221", cell: "TEN222" } as const;

function describeProblem({
  concern,
  ...told
}: { concern: keyof typeof concernCodes } & Omit<LocalProblem, "code">): LocalProblem {
  return { code: concernCodes[concern], ...told };
}
