import { paasManifest } from "../paasManifest.ts";
import type { TestEstate } from "../cli.ts";
import { tenantManifest } from "../tenantManifest.ts";

/**
 * Puts so many small tenants in the place of the estate's: two of three are in the cluster, every third is in the account, with a
 * network of its own.
 *
 * @returns their ids, in order.
 */
export function smallFleet(estate: TestEstate, size: number): string[] {
  const ids = Array.from({ length: size }, (_, index) => `t${String(index).padStart(2, "0")}`);
  estate.onlyTenants(
    Object.fromEntries(
      ids.map((id, index) => [
        id,
        index % 3 === 2
          ? tenantManifest(id, {
              name: "web",
              service: "iaas",
              tier: "starter@1",
              cell: "eu-central-1-main",
              spec: { network: { cidr: `10.40.${String(index * 4)}.0/22` }, buckets: ["data"] },
            })
          : paasManifest(id, { tier: "starter@1", spec: { environments: ["prod"] } }),
      ]),
    ),
  );
  estate.edit("estate.yaml", "vpcs: 5", `vpcs: ${String(Math.max(5, size))}`);
  // As many at a time as a test asks for.
  estate.edit("estate.yaml", "  cells:\n", "  fleet: { limits: { perCell: 64, perAccount: 64 } }\n  cells:\n");
  return ids;
}

/** Limits of the sandbox that such a fleet needs. */
export const roomForFleets = { vpcsPerRegion: 100, internetGatewaysPerRegion: 100, eipsPerRegion: 100 } as const;
