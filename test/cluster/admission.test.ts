/** What a cell's policies let the people and controllers of tenants do on a real API server, and what they say to what they refuse. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { startAdmission, type AdmissionServer } from "../helpers/admissionServer.ts";
import { clusterTimeout } from "../helpers/cluster.ts";
import { describeHarmlessPods } from "./admission/harmlessPods.ts";
import { describeHostileObjects } from "./admission/hostileObjects.ts";
import { describeHostilePods } from "./admission/hostilePods.ts";
import { describeSharedObjects } from "./admission/sharedObjects.ts";
import { describeUntouched } from "./admission/untouched.ts";

let server: AdmissionServer | undefined;

function started(): AdmissionServer {
  if (server === undefined) throw new Error("the server has not started");
  return server;
}

beforeAll(async () => {
  server = await startAdmission();
}, clusterTimeout);

afterAll(() => server?.stop());

describeHostilePods(started);
describeHostileObjects(started);
describeHarmlessPods(started);
describeUntouched(started);
describeSharedObjects(started);

test("the server finds nothing to warn of in the policies", async () => {
  expect(await started().warnings()).toEqual([]);
});
