import type { ProviderResource } from "@pulumi/pulumi";

import { registry } from "../components/registry.ts";
import { codeVersion } from "../core/codeVersion.ts";
import type { RunningSubscription } from "../core/moves/runningStack.ts";
import { digestOf, type ResolvedSubscription, type ResolvedTenant } from "../core/resolve/resolvedTenant.ts";
import { formatTier } from "../core/schema/tier.ts";
import { tenantProviderOf, type ProgramSettings } from "./providers.ts";

/** What a tenant's stack says about itself. */
export interface TenantOutputs {
  readonly tenant: string;
  /** What runs, for the fleet to compare with what should. */
  readonly runs: {
    /** {@link digestOf} of the resolved tenant. */
    readonly digest: string;
    readonly codeVersion: string;
    /** `standard@2` by subscription. */
    readonly tiers: Readonly<Record<string, string>>;
    /** What moves between tiers are checked against. */
    readonly subscriptions: Readonly<Record<string, RunningSubscription>>;
  };
  /** What each subscription's component gives, by the subscription's name. */
  readonly subscriptions: Readonly<Record<string, unknown>>;
}

/**
 * The Pulumi program of one tenant: a provider for each cell that it lands in, and a component for each subscription.
 * It reads no file and no environment; everything is in `resolved`.
 */
export async function tenantProgram(resolved: ResolvedTenant, settings: ProgramSettings): Promise<TenantOutputs> {
  const providers = new Map<string, ProviderResource>();
  for (const { cell } of resolved.subscriptions) {
    if (!providers.has(cell.id)) providers.set(cell.id, await tenantProviderOf(cell, settings));
  }
  const subscriptions: Record<string, unknown> = {};
  for (const subscription of resolved.subscriptions) {
    const entry = registry[subscription.service];
    const provider = providers.get(subscription.cell.id);
    if (entry === undefined || provider === undefined) {
      throw new TypeError(`the resolved tenant names the service "${subscription.service}", which no kind provides`);
    }
    const component = await entry.component();
    subscriptions[subscription.name] = component.render(
      subscription.name,
      subscription,
      provider,
      settings.protect ?? true,
    ).outputs;
  }
  return {
    tenant: resolved.id,
    runs: {
      digest: digestOf(resolved),
      codeVersion,
      tiers: Object.fromEntries(resolved.subscriptions.map(({ name, tier }) => [name, formatTier(tier)])),
      subscriptions: Object.fromEntries(resolved.subscriptions.map(runningOf)),
    },
    subscriptions,
  };
}

function runningOf(subscription: ResolvedSubscription): [string, RunningSubscription] {
  const { name, service, tier, addOns, cell, bundle } = subscription;
  return [
    name,
    {
      service,
      tier,
      ...(addOns.length > 0 && { addOns: addOns.map(formatTier) }),
      cell: cell.id,
      // A bundle is plain JSON; the types differ only in what may be written to.
      bundle: bundle as RunningSubscription["bundle"],
    },
  ];
}
