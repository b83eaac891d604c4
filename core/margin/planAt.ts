import type { z } from "zod";

import type { CatalogueEntry } from "../estate/estate.ts";
import type { AnyServiceKind, Claim, Demand, PlanProblem } from "../kinds/serviceKind.ts";
import { prefixLength, subBlock } from "../network/cidrBlock.ts";
import type { ResolvedTenant } from "../resolve/resolvedTenant.ts";
import { subscriptionOf } from "../resolve/subscriptionOf.ts";
import type { Cell } from "../schema/cell.ts";
import type { EstateManifest } from "../schema/estate.ts";

/** The name of the tenant whose order a tier is tried with, where its cell is nobody's own. */
const sampleTenant = "sample";

/** The name of the subscription that a tier is tried with. */
export const triedSubscription = "main";

/** Networks of this prefix length hold all that any tier grants. */
const networkPrefix = 20;

/** What a tenant that uses so much of what a tier grants would be. */
export interface TriedTier {
  readonly resolved: ResolvedTenant;
  readonly claims: readonly Claim[];
  /** What the order comes to, by entitlement. */
  readonly demand: Readonly<Record<string, Demand>>;
}

/**
 * Plans an order that uses so many per cent of what a tier grants, in a cell that takes it.
 *
 * @returns the problems where the tier cannot be ordered so there.
 */
export function planAt(
  entry: CatalogueEntry,
  kind: AnyServiceKind,
  cell: Cell,
  percent: number,
  estate: EstateManifest,
): TriedTier | { readonly problems: readonly PlanProblem[] } {
  const { manifest, entitlements, features } = entry;
  const { metadata, spec: tier } = manifest;
  const id = (tier.isolation === "silo" ? ownerOf(cell) : undefined) ?? sampleTenant;
  const network = cell.target === "aws" ? networkIn(cell.supernet) : "";
  const ordered = kind.scaledSpec({ entitlements, features }, { cell, network, domain: `${id}.example` }, percent);
  const parsed = kind.specSchema.safeParse(ordered);
  if (!parsed.success) return { problems: parsed.error.issues.map(problemOf) };
  const spec = parsed.data;
  const address = "sample@sample.example";
  const contacts = { technical: address, billing: address, security: address };
  const maintenance = { window: "Sun 02:00-04:00", timeZone: "UTC" };
  const { name: estateName, displayName } = estate.metadata;
  const plan = kind.plan({
    estateName,
    tenantId: id,
    subscriptionName: triedSubscription,
    tier: { name: metadata.name, version: metadata.version },
    region: cell.region,
    cell,
    isolation: tier.isolation,
    state: "active",
    maintenance,
    contacts,
    residency: undefined,
    spec,
    entitlements,
    features,
  });
  if (plan.bundle === undefined) return { problems: plan.problems };
  const { bundle } = plan;
  const untagged = { tags: {}, labels: {} };
  const subscription = subscriptionOf({ name: triedSubscription, tier: entry, addOns: [], cell, ...untagged, bundle });
  const resolved: ResolvedTenant = {
    id,
    displayName: "A sample",
    estate: { name: estateName, displayName },
    region: cell.region,
    ring: "general",
    state: "active",
    dataClass: "internal",
    contract: { currency: estate.spec.currency, billing: "monthly", start: "2026-01-01", contacts },
    maintenance,
    subscriptions: [subscription],
  };
  return { resolved, claims: plan.claims, demand: kind.demand(spec, features) };
}

/** An order that the kind's own schema refuses: the tier grants what no order can be made for. */
function problemOf({ path, message }: z.core.$ZodIssue): PlanProblem {
  return { concern: "tier", path: path.map((key) => (typeof key === "symbol" ? String(key) : key)), message };
}

/** The first network of the usual size, or all that there is. */
function networkIn(supernet: string): string {
  return subBlock(supernet, Math.max(networkPrefix, prefixLength(supernet)), 0);
}

/** The tenant that a cell, or nodes in it, are kept for. */
function ownerOf(cell: Cell): string | undefined {
  return cell.target === "aws" ? cell.tenant : cell.ownNodes[0]?.tenant;
}
