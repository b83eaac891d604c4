/** A rollout on the real engine: it goes by rings, stops at a fault within a wave, and goes on where it was (C16). */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { rolloutDocument, rolloutRunDocument, versionsDocument } from "../../../core/results/rollouts.ts";
import { copyEstate, withoutCheckpoints, type TestEstate } from "../../helpers/cli.ts";
import { openWindow, rolloutTexts, smallTenant } from "../../helpers/rolloutEstate.ts";

jest.setTimeout(600_000);

let estate: TestEstate;

const tenants = [
  { id: "anna", ring: "early" },
  { id: "bert", ring: "general" },
  { id: "carl", ring: "general" },
].map((tenant) => ({ ...tenant, maintenance: openWindow(new Date()) }));

beforeAll(async () => {
  estate = copyEstate("base", withoutCheckpoints);
  estate.onlyTenants(Object.fromEntries(tenants.map((tenant) => [tenant.id, smallTenant(tenant)])));
  const texts = rolloutTexts(tenants);
  for (const name of ["catalogue/paas/standard@2.yaml", "catalogue.lock"]) {
    writeFileSync(join(estate.directory, "estate", name), texts[name] ?? "");
  }
  const start = ["rollout", "start", "apps-2", "--service", "paas", "--tier", "standard", "--to", "2", "--wave", "1"];
  expect((await estate.command(start)).code).toBe(0);
  expect((await estate.tenantry(["up", "--all"])).code).toBe(0);
});

afterAll(() => {
  estate.remove();
});

async function versions(): Promise<string[][]> {
  const { stdout } = await estate.command(["status", "--versions", "--json"]);
  return versionsDocument
    .parse(JSON.parse(stdout))
    .versions.map(({ tenant, wanted, running, state }) => [tenant, wanted, running ?? "-", state]);
}

test("a rollout goes by rings, stops within the wave that fails, leaves the rest on the old version, and resumes", async () => {
  expect(await versions()).toEqual(tenants.map(({ id }) => [id, "standard@1", "standard@1", "in-sync"]));

  const first = await estate.tenantry(["rollout", "run", "apps-2", "--once", "--json"]);
  const ran = rolloutRunDocument.parse(JSON.parse(first.stdout));
  expect(ran.waves).toEqual([{ wave: 1, tenants: [{ tenant: "anna", result: "well", why: null }] }]);
  expect([ran.end.end, first.code]).toEqual(["once", 0]);

  estate.sandbox({
    faults: [{ type: "kubernetes:core/v1:ResourceQuota", operations: ["update"], code: "Forbidden", message: "No." }],
  });
  const second = await estate.tenantry(["rollout", "run", "apps-2", "--json"]);
  const stopped = rolloutRunDocument.parse(JSON.parse(second.stdout));
  expect(second.code).toBe(1);
  expect(stopped.rollout).toMatchObject({ state: "stopped", wave: 2, reached: 2, failed: 1 });
  const failed = stopped.waves[0]?.tenants[0];
  expect(failed).toEqual({ tenant: expect.any(String), result: "failed", why: "engine: permanent" });
  const last = failed?.tenant === "bert" ? "carl" : "bert";

  // A run by hand leaves the third where it is, and it says what it runs.
  expect((await estate.tenantry(["up", last])).code).toBe(0);
  const between = await versions();
  expect(between).toContainEqual(["anna", "standard@2", "standard@2", "in-sync"]);
  expect(between).toContainEqual([last, "standard@1", "standard@1", "in-sync"]);
  expect(between.find(([id]) => id === failed?.tenant)?.[3]).not.toBe("in-sync");
  const document = readFileSync(join(estate.directory, "estate/rollouts/apps-2.yaml"), "utf8");
  expect(document).not.toContain("No.");
  // What is stopped stays so, however often a pipeline runs it.
  expect((await estate.tenantry(["rollout", "run", "apps-2"])).code).toBe(1);

  estate.sandbox({});
  const resume = await estate.command([
    ...["rollout", "resume", "apps-2", "--reason", "The cluster answers again.", "--json"],
  ]);
  expect(rolloutDocument.parse(JSON.parse(resume.stdout)).rollout.state).toBe("running");
  const third = await estate.tenantry(["rollout", "run", "apps-2", "--json"]);
  const done = rolloutRunDocument.parse(JSON.parse(third.stdout));
  expect(done.waves.flatMap((wave) => wave.tenants.map(({ tenant, result }) => [tenant, result]))).toEqual([
    [failed?.tenant, "well"],
    [last, "well"],
  ]);
  expect([done.rollout.state, done.end.end, third.code]).toEqual(["done", "finished", 0]);
  expect(await versions()).toEqual(tenants.map(({ id }) => [id, "standard@2", "standard@2", "in-sync"]));
});
