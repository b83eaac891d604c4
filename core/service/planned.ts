import type { Estate, EstateTenant } from "../estate/estate.ts";
import { standingOf } from "../moves/standing.ts";
import { forecast } from "../rollouts/forecast.ts";
import { participantsOf } from "../rollouts/participants.ts";
import type { RolloutManifest } from "../schema/rollout.ts";

/** Something that is planned for a tenant. */
export interface Planned {
  /** What it is, a sentence for the customer. */
  readonly text: string;
  /** When it is to be expected: an instant in UTC in which a window is open, or a day without one. */
  readonly at: { readonly instant: string } | { readonly day: string };
}

/** By what is foretold when something happens. */
export interface PlanningTerms {
  /** The day, such as `2026-12-31`. */
  readonly today: string;
  /** The instant in UTC. */
  readonly now: string;
}

/** What the estate has planned, by tenant: pending moves, and the waves of rollouts that are under way as if nobody failed. */
export function plannedOf(estate: Estate, terms: PlanningTerms): ReadonlyMap<string, readonly Planned[]> {
  const all = [
    ...estate.tenants.flatMap((tenant) => movesOf(tenant, estate, terms)),
    ...estate.rollouts.flatMap(({ manifest }) => wavesOf(manifest, estate, terms)),
  ];
  const byTenant = Map.groupBy(all, ({ tenant }) => tenant);
  return new Map([...byTenant].map(([tenant, some]) => [tenant, some.map(({ planned }) => planned)]));
}

interface PlannedForTenant {
  readonly tenant: string;
  readonly planned: Planned;
}

function movesOf({ manifest }: EstateTenant, estate: Estate, terms: PlanningTerms): PlannedForTenant[] {
  const { metadata, spec } = manifest;
  const { freezes } = estate.manifest.spec;
  return spec.subscriptions.flatMap(({ name, tier, pending }) => {
    if (pending === undefined) return [];
    const { day, window } = standingOf(pending, spec.maintenance, { ...terms, freezes });
    if (day === undefined) return [];
    const text = `${name} moves from ${tier} to ${pending.to}.`;
    return [{ tenant: metadata.id, planned: { text, at: window === undefined ? { day } : { instant: window.begin } } }];
  });
}

function wavesOf(rollout: RolloutManifest, estate: Estate, { now }: PlanningTerms): PlannedForTenant[] {
  if (rollout.status.state !== "running") return [];
  const participants = participantsOf(estate.tenants, rollout);
  const { waves } = forecast(rollout, { participants, freezes: estate.manifest.spec.freezes, at: now });
  const texts = new Map(estate.tenants.map(({ resolved }) => [resolved.id, textsOf(rollout, resolved.subscriptions)]));
  return waves.flatMap(({ tenants, from }) =>
    tenants.flatMap((tenant) =>
      (texts.get(tenant) ?? []).map((text) => ({ tenant, planned: { text, at: { instant: from } } })),
    ),
  );
}

function textsOf(
  { spec, status }: RolloutManifest,
  subscriptions: readonly {
    readonly name: string;
    readonly service: string;
    readonly tier: { readonly name: string };
  }[],
): string[] {
  if (spec.code === true) return ["The platform's own release is brought up to date."];
  const to = String((status.undoing === true ? spec.from : spec.to) ?? "");
  return subscriptions
    .filter(({ service, tier }) => service === spec.service && tier.name === spec.tier)
    .map(({ name, tier }) => `${name} gets ${tier.name}@${to}.`);
}
