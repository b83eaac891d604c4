import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../components/registry.ts";
import type { Estate, EstateTenant } from "../../../core/estate/estate.ts";
import { loadEstate } from "../../../core/estate/loadEstate.ts";
import type { TenantRunResult } from "../../../core/results/tenantRun.ts";
import { runFleet, type FleetEvent } from "../../../fleet/runFleet.ts";
import { selectTenants } from "../../../fleet/select.ts";
import { estateFiles, baseTexts } from "../../helpers/estateFiles.ts";

function example(): Estate {
  const { estate } = loadEstate(estateFiles(baseTexts()), "estate", serviceKinds);
  if (estate === undefined) throw new Error("the example estate is right");
  return estate;
}

const ended = (tenant: string, result: TenantRunResult["result"]): TenantRunResult => ({
  tenant,
  tiers: [],
  targets: [],
  result,
  changes: { create: 0, update: 0, replace: 0, delete: 0, same: 0 },
  resources: 0,
  seconds: 0,
  errors: [],
});

const run = (
  runTenant: (tenant: EstateTenant) => Promise<TenantRunResult>,
  concurrency = 1,
  signal = new AbortController().signal,
  onEvent: (event: FleetEvent) => void = () => undefined,
) => runFleet({ tenants: example().tenants, concurrency, signal, onEvent, runTenant });

test("one failing tenant stops no other, and results keep the tenants' order", async () => {
  const events: string[] = [];
  const results = await run(
    ({ resolved: { id } }) => Promise.resolve(ended(id, id === "acme" ? "failed" : "created")),
    1,
    undefined,
    ({ type, tenant }) => events.push(`${type} ${tenant}`),
  );
  expect(results.map(({ tenant, result }) => [tenant, result])).toEqual([
    ["acme", "failed"],
    ["globex", "created"],
    ["initech", "created"],
  ]);
  expect(events).toEqual([
    "started acme",
    "finished acme",
    "started globex",
    "finished globex",
    "started initech",
    "finished initech",
  ]);
});

test("runs as many at a time as asked and no more", async () => {
  let running = 0;
  let most = 0;
  await run(async ({ resolved: { id } }) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return ended(id, "created");
  }, 2);
  expect(most).toBe(2);
});

test("after an abort the rest is not started", async () => {
  const controller = new AbortController();
  const results = await run(
    ({ resolved: { id } }) => {
      controller.abort();
      return Promise.resolve(ended(id, "interrupted"));
    },
    1,
    controller.signal,
  );
  expect(results).toEqual([
    ended("acme", "interrupted"),
    ended("globex", "not-started"),
    ended("initech", "not-started"),
  ]);
});

test.each([
  [["initech", "acme"], false, ["acme", "initech"]],
  [[], true, ["acme", "globex", "initech"]],
])("selects %j (all: %j)", (ids, all, expected) => {
  const selection = selectTenants(example(), ids, all);
  expect("tenants" in selection && selection.tenants.map(({ resolved }) => resolved.id)).toEqual(expected);
});

test.each([
  [["acme"], true, "Both ids and --all are given; give one of them."],
  [[], false, "No tenant is named. Give one or more ids, or --all."],
  [["acne"], false, 'The estate has no tenant "acne". Did you mean "acme"?\nTenants: acme, globex, initech.'],
])("refuses the selection %j (all: %j)", (ids, all, problem) => {
  expect(selectTenants(example(), ids, all)).toEqual({ problem });
});
