/** Verbs that take the engine, killed at ten moments each: given again, they come to the end that they had come to. */
import { afterEach, beforeEach, expect } from "@jest/globals";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { copyEstate, type TestEstate } from "../helpers/cli.ts";
import { killAndRepeat } from "../helpers/lifecycle/killed.ts";
import { openWindow, rolloutTexts, smallTenant } from "../helpers/rolloutEstate.ts";
import { simulatedObjects } from "../helpers/simulatedObjects.ts";
import { onLinux } from "../helpers/skip.ts";

const minutes = 60_000;
const day = "2026-12-01";
const tenants = ["anna", "bert", "carl"].map((id) => ({ id, maintenance: openWindow(new Date(`${day}T12:00:00Z`)) }));

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate("base");
  estate.onlyTenants(Object.fromEntries(tenants.map((tenant) => [tenant.id, smallTenant(tenant)])));
  const texts = rolloutTexts(tenants);
  for (const name of ["catalogue/paas/standard@2.yaml", "catalogue.lock"]) {
    writeFileSync(join(estate.directory, "estate", name), texts[name] ?? "");
  }
});

afterEach(() => {
  estate.remove();
});

/** What manifests and rollouts say, and what the target holds. */
function look(): string {
  const folders = ["tenants", "rollouts"].map((name) => join(estate.directory, "estate", name));
  const texts = folders.flatMap((folder) =>
    readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8")),
  );
  const objects = simulatedObjects(estate).map(({ urn, inputs }) => `${urn} ${JSON.stringify(inputs)}`);
  return [...texts, ...objects.toSorted()].join("\n");
}

async function begin(...orders: readonly (readonly string[])[]): Promise<void> {
  for (const order of orders) expect((await estate.command(order, `${day}T12:00:00.000Z`)).code).toBe(0);
  const up = await estate.tenantry(["up", "--all"]);
  expect([up.code, up.code === 0 ? "" : up.stderr]).toEqual([0, ""]);
}

const start = ["rollout", "start", "apps-2", "--service", "paas", "--tier", "standard", "--to", "2", "--wave", "1"];

onLinux(
  "a rollout of three waves",
  async () => {
    await begin(start);
    const args = ["rollout", "run", "apps-2"];
    expect(await killAndRepeat({ estate, verb: { day, args }, moments: 10, look })).toEqual([]);
  },
  30 * minutes,
);

onLinux(
  "the deletion of a tenant whose retention is over",
  async () => {
    await begin(start, ["offboard", "bert"]);
    const args = ["purge", "bert", "--yes", "--by", "ops@northwind.example"];
    expect(await killAndRepeat({ estate, verb: { day: "2028-01-01", args }, moments: 10, look })).toEqual([]);
  },
  30 * minutes,
);
