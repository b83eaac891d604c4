import type { Json, PlanProblem, SharedInput, SharedResult } from "../../../core/kinds/serviceKind.ts";
import type { PaasBundlePlan } from "../../paas/bundle.ts";
import { paas } from "../../paas/kind.ts";
import type { SaasFeatures } from "../order.ts";
import { platformOrder } from "../platformOrder.ts";
import { poolParts, releaseName, sharedHost } from "./names.ts";
import { setUpStatements } from "./sql/setUp.ts";

/** What a cell's stack has of a pool. */
export interface SharedPoolPlan {
  /** An environment of the platform's with one app for each channel of each version, and the database of all. */
  readonly platform: PaasBundlePlan;
  /** The host that tenants share, by their paths; absent where the tier has no domain or the cell no gateway. */
  readonly host?: string;
  /** Who certifies the host; absent where somebody brings the certificate. */
  readonly issuer?: string;
}

/** How many objects of a kind a pool's namespace may have: it has the records and routes of all its tenants. */
const poolObjects = 2000;

/**
 * Decides what the tenants of a tier share in a cell. What is of the application as a whole, such as its database, is as the highest
 * version that the cell hosts has it.
 */
export function planShared({ estateName, cell, tier, versions }: SharedInput<SaasFeatures>): SharedResult {
  const newest = versions.at(-1);
  if (newest === undefined || cell.target !== "kubernetes")
    throw new TypeError("a pool has a version, and is on kubernetes");
  const problems = versions.flatMap(({ version, isolation, features }): Problem[] => {
    if (isolation === "pool" && features.pool !== undefined) return [];
    return [
      {
        concern: "tier",
        message: `saas/${tier}@${String(version)} is no pool (isolation ${isolation}): each of its tenants has an application of its own.`,
        fix: "Remove the entry; its tenants need nothing of the cell's stack.",
      },
    ];
  });
  const { pool } = newest.features;
  if (problems.length > 0 || pool === undefined) return { bundle: undefined, problems };
  const [tenantId, subscriptionName] = poolParts(tier);
  const hasGateway = cell.gateway !== undefined;
  const host = hasGateway ? sharedHost(cell.id, pool.domain) : undefined;
  const order = platformOrder(
    {
      environment: tier,
      apps: versions.flatMap(({ version, features }) =>
        Object.entries(features.channels)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([channel, release]) => ({
            name: releaseName(version, channel),
            image: release.image,
            env: { TENANTRY_VERSION: release.version },
            secrets: [],
          })),
      ),
      hosts: [],
      storageGiB: pool.storageGiB,
      unprotected: [],
      objects: poolObjects,
    },
    newest.features,
  );
  const planned = paas.plan({
    estateName,
    tenantId,
    subscriptionName,
    tier: { name: tier, version: newest.version },
    region: cell.region,
    cell,
    isolation: "pool",
    state: "active",
    maintenance: { window: pool.window, timeZone: "UTC" },
    // What nobody's environment is told of.
    contacts: { technical: "", billing: "", security: "" },
    residency: undefined,
    ...order,
  });
  if (planned.bundle === undefined) return { bundle: undefined, problems: planned.problems.map(withoutPath) };
  const platform = planned.bundle as unknown as PaasBundlePlan;
  const issuer = cell.gateway?.issuer;
  const bundle: SharedPoolPlan = {
    platform: {
      ...platform,
      databases: platform.databases.map((database) => ({ ...database, setUp: setUpStatements })),
    },
    ...(host !== undefined && { host }),
    ...(issuer !== undefined && { issuer }),
  };
  return {
    bundle: bundle as unknown as Json,
    // Tenants bear what the pool takes of the cell, each its part.
    claims: [
      ...planned.claims.flatMap((claim) =>
        claim.type === "capacity" ? [] : [{ type: claim.type, scope: claim.scope, value: claim.value }],
      ),
      ...(host === undefined ? [] : [{ type: "name", scope: "hosts", value: host } as const]),
    ],
    problems: [],
  };
}

type Problem = Omit<PlanProblem, "path">;

function withoutPath({ path: _path, ...problem }: PlanProblem): Problem {
  return problem;
}
