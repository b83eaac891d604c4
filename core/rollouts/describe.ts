import type { Estate } from "../estate/estate.ts";
import { nextWindow } from "../maintenance/nextWindow.ts";
import type { PinnedSubscription, RolloutDocument, RolloutSummary, RolloutTenant } from "../results/rollouts.ts";
import type { RolloutManifest } from "../schema/rollout.ts";
import { formatTier } from "../schema/tier.ts";
import { forecast } from "./forecast.ts";
import type { RolloutFacts } from "./nextStep.ts";
import { participantsOf, pinnedOf } from "./participants.ts";
import { planWaves } from "./planWaves.ts";
import { isOpenRollout } from "./transitions.ts";

/** What runs of tenants, by tenant and subscription, such as `standard@2`. */
export type RunningTiers = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** What decides about a rollout of an estate at an instant. */
export function factsOf(estate: Estate, rollout: RolloutManifest, at: string): RolloutFacts {
  return { participants: participantsOf(estate.tenants, rollout), freezes: estate.manifest.spec.freezes, at };
}

/** A rollout in short. */
export function summaryOf(estate: Estate, rollout: RolloutManifest): RolloutSummary {
  const { metadata, spec, status } = rollout;
  const participants = participantsOf(estate.tenants, rollout);
  const reached = new Set(status.reached);
  return {
    name: metadata.name,
    service: spec.service ?? null,
    tier: spec.tier ?? null,
    from: spec.from ?? null,
    to: spec.to ?? null,
    state: status.state,
    undoing: status.undoing === true,
    wave: status.wave,
    reason: status.reason ?? null,
    tenants: participants.length,
    reached: participants.filter(({ id }) => reached.has(id)).length,
    failed: status.failed.length,
  };
}

/** All that is to be told of a rollout at an instant. */
export function describeRollout(
  estate: Estate,
  rollout: RolloutManifest,
  running: RunningTiers,
  at: string,
): Omit<RolloutDocument, "verb" | "written"> {
  const facts = factsOf(estate, rollout, at);
  const ordered = planWaves(facts.participants, rollout).flatMap(({ tenants }) => tenants);
  const { spec, status } = rollout;
  const keepsWindows = spec.windows && status.outsideWindows === undefined;
  const sets = { reached: new Set(status.reached), open: new Set(status.open) };
  const failed = new Map(status.failed.map(({ tenant, why }) => [tenant, why]));
  const resolved = new Map(estate.tenants.map((tenant) => [tenant.resolved.id, tenant.resolved]));
  const tenants = ordered.map(({ id, ring, suspended, maintenance }): RolloutTenant => {
    const window = nextWindow(maintenance, at, facts.freezes);
    const isOpenNow = window !== undefined && Date.parse(window.begin) <= Date.parse(at);
    const own = (resolved.get(id)?.subscriptions ?? []).filter(
      ({ service, tier }) =>
        (spec.service === undefined || service === spec.service) &&
        (spec.tier === undefined || tier.name === spec.tier),
    );
    const runs = running.get(id) ?? {};
    return {
      tenant: id,
      ring,
      state: stateOf(),
      why: failed.get(id) ?? null,
      wanted: own.map(({ name, tier }) => `${name}: ${formatTier(tier)}`),
      running: own.flatMap(({ name }) => (Object.hasOwn(runs, name) ? [`${name}: ${runs[name] ?? ""}`] : [])),
      window: window === undefined || isOpenNow ? null : window.begin,
    };

    function stateOf(): RolloutTenant["state"] {
      if (failed.has(id)) return "failed";
      if (sets.open.has(id)) return "open";
      if (sets.reached.has(id)) return "reached";
      if (suspended) return "suspended";
      return keepsWindows && window === undefined ? "no-window" : "waiting";
    }
  });
  const isOver = !isOpenRollout(rollout);
  return {
    rollout: summaryOf(estate, rollout),
    tenants,
    pinned: pinnedIn(estate, rollout),
    expected: isOver ? [] : forecast(rollout, facts).waves.map((wave) => ({ ...wave, tenants: [...wave.tenants] })),
  };
}

function pinnedIn(estate: Estate, rollout: RolloutManifest): PinnedSubscription[] {
  return pinnedOf(estate.tenants, rollout).map((each) => ({
    ...each,
    endOfSupport: endOfSupport(estate, rollout.spec.service ?? "", rollout.spec.tier ?? "", each.version),
  }));
}

/** The first day on which nothing may run any more on a version of a tier; null where none is set. */
export function endOfSupport({ catalogue }: Estate, service: string, name: string, version: number): string | null {
  const entry = catalogue.find(
    ({ manifest: { metadata } }) =>
      metadata.service === service && metadata.name === name && metadata.version === version,
  );
  return entry?.manifest.status.retired ?? null;
}
