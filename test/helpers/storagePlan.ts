import type { StorageBundlePlan } from "../../components/storage/bundle.ts";
import { storage } from "../../components/storage/kind.ts";
import type { Claim, PlanInput, PlanProblem } from "../../core/kinds/serviceKind.ts";
import { partContext } from "./partContext.ts";

/** Somebody of a customer's account, who takes roles. */
export const customer = {
  type: "account",
  accountId: "444455556666",
  externalId: "6f1c7a52-0d3e-4b8f-9c55-1e2d3a4b5c6d",
};

/** What a tier with everything switches on, as its file has it. */
export const fullFeatures = {
  lifecycle: { noncurrentDays: 90, transitions: [{ afterDays: 30, storageClass: "STANDARD_IA" }] },
  dedicatedKey: true,
  accessLogs: { retentionDays: 90 },
  replication: { storageClass: "GLACIER_IR" },
  quota: { monthlyUsd: 400, alarmPercents: [50, 80] },
  rights: ["read", "write", "administer"],
};

/** What a tier with as little as there is switches on. */
export const leastFeatures = { lifecycle: { noncurrentDays: 30 }, rights: ["read", "write"] };

/** An order of some of everything. */
export const fullOrder = {
  buckets: ["assets", "inbox"],
  roles: [
    { name: "viewer", right: "read", principal: customer },
    { name: "keeper", right: "administer", principal: customer },
    { name: "partner", right: "write", principal: customer },
  ],
  accessPoints: [{ name: "drop", bucket: "inbox", roles: ["partner"], prefix: "from-partner/" }],
};

/** What an order of object storage is planned to. */
export interface PlannedStorage {
  /** Undefined where there are problems. */
  readonly bundle: StorageBundlePlan | undefined;
  readonly claims: readonly Claim[];
  readonly problems: readonly PlanProblem[];
}

/** Plans an order of acme's subscription `files`, in a shared account that has a region for copies. */
export function storagePlan(
  spec: object,
  features: object = fullFeatures,
  changes: Partial<PlanInput<unknown, unknown, unknown>> = {},
): PlannedStorage {
  const { cell, estateName, maintenance, contacts, residency } = partContext();
  const result = storage.plan({
    estateName,
    tenantId: "acme",
    subscriptionName: "files",
    tier: { name: "standard", version: 1 },
    region: cell.region,
    cell: { ...cell, copyRegion: "eu-west-1" },
    isolation: "bridge",
    state: "active",
    maintenance,
    contacts,
    residency,
    ...changes,
    spec: storage.specSchema.parse(spec),
    entitlements: storage.entitlementsSchema.parse({ buckets: 40, roles: 50, accessPoints: 50 }),
    features: storage.featuresSchema.parse(features),
  });
  return {
    bundle: result.bundle as unknown as StorageBundlePlan | undefined,
    claims: "claims" in result ? result.claims : [],
    problems: result.problems,
  };
}

/**
 * The bundle of an order that nothing is wrong with.
 *
 * @throws Error with what is wrong with it.
 */
export function storageBundle(...order: Parameters<typeof storagePlan>): StorageBundlePlan {
  const { bundle, problems } = storagePlan(...order);
  if (bundle === undefined) throw new Error(problems.map(({ message }) => message).join("\n"));
  return bundle;
}
