/**
 * A cell and a tenant in it on a real Kubernetes API server, from the first command to the last: asked for, there, changed by hand,
 * repaired, suspended, gone. One server for all of it, so the parts are in `life/`, and in this order.
 */
import { afterAll, beforeAll } from "@jest/globals";

import { clusterTimeout } from "../helpers/cluster.ts";
import { startPaas, type PaasServer } from "../helpers/paasServer.ts";
import { describePreparation } from "./life/cell.ts";
import { describeDrift } from "./life/drift.ts";
import { describeEnd } from "./life/end.ts";
import { describeArrival, describeSuspension, ordered } from "./life/environments.ts";

let server: PaasServer | undefined;

function started(): PaasServer {
  if (server === undefined) throw new Error("the cluster has not started");
  return server;
}

beforeAll(async () => {
  server = await startPaas();
  server.order("globex", ordered);
}, clusterTimeout);

afterAll(async () => {
  await server?.stop();
});

describePreparation(started);
describeArrival(started);
describeDrift(started);
describeSuspension(started);
describeEnd(started);
