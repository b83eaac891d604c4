/**
 * Six tenants of all tiers on one real API server: what their people and pods may do to each other, to what they were granted, to the
 * network, to nodes and by going. The answer is nothing. One server for all of it, so the parts are in `isolation/`, and in this order:
 * later ones look at what earlier ones made.
 */
import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { clusterTimeout } from "../helpers/cluster.ts";
import { tenantIds } from "../helpers/isolation/tenants.ts";
import { startWorld, type RunLine, type World } from "../helpers/isolation/world.ts";
import { deletionSuite } from "./isolation/deletion.ts";
import { matrixSuite } from "./isolation/matrix.ts";
import { networkSuite } from "./isolation/network.ts";
import { quotaSuite } from "./isolation/quota.ts";
import { schedulingSuite } from "./isolation/scheduling.ts";

let started: World | undefined;
let arrived: readonly RunLine[];

beforeAll(async () => {
  started = await startWorld();
  arrived = await started.run("up", "--all", "--concurrency", String(tenantIds.length));
}, clusterTimeout);

afterAll(() => started?.stop());

function world(): World {
  if (started === undefined) throw new Error("the cluster has not started");
  return started;
}

test("six tenants of three tiers arrive on one cluster", () => {
  expect(arrived).toEqual(tenantIds.map((id) => [id, "created", []]));
});

matrixSuite(world);
quotaSuite(world);
networkSuite(world);
schedulingSuite(world);
deletionSuite(world);
