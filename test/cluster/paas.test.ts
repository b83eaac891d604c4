/** Tenants of the platform on a real Kubernetes API server, through the real Kubernetes provider. */
import { afterAll, beforeAll } from "@jest/globals";

import { clusterTimeout } from "../helpers/cluster.ts";
import { describeEnvironments } from "./paas/environments.ts";
import { describeMoves } from "./paas/moves.ts";
import { startPaas, type PaasServer } from "./paas/server.ts";

let server: PaasServer | undefined;

function started(): PaasServer {
  if (server === undefined) throw new Error("the cluster has not started");
  return server;
}

beforeAll(async () => {
  server = await startPaas();
}, clusterTimeout);

afterAll(async () => {
  await server?.stop();
});

describeEnvironments(started);
describeMoves(started);
