/**
 * Every tier of the example on the real engine: up with all that it has, and away again without leaving anything. It is among the long
 * tests because what tiers render is tested without an engine, and the engine's tests bring up tenants of most tiers in any case.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";

import { runDocument, type TenantRunResult } from "../../core/results/tenantRun.ts";
import { countByPart } from "../../docs/tiers/resourceTable.ts";
import { sampleTiers } from "../../docs/tiers/sampleTenants.ts";
import { renderTenant } from "../../fleet/engine/render.ts";
import { copyEstate, withoutCheckpoints, type TestEstate } from "../helpers/cli.ts";
import { simulatedObjects } from "../helpers/simulatedObjects.ts";

jest.setTimeout(600_000);

/** The newest version of each: older ones are made of the same parts. */
const tiers = sampleTiers().filter(({ entry }, _index, all) => {
  const { service, name, version } = entry.manifest.metadata;
  const versions = all.map((other) => other.entry.manifest.metadata);
  return !versions.some((other) => other.service === service && other.name === name && other.version > version);
});
const names = tiers.map(({ resolved }) => resolved.id);

let estate: TestEstate;
let created: readonly TenantRunResult[];

beforeAll(async () => {
  estate = copyEstate("example", withoutCheckpoints);
  estate.onlyTenants(Object.fromEntries(tiers.map(({ resolved, manifest }) => [resolved.id, manifest])));
  const up = await estate.tenantry(["up", "--all", "--json"]);
  created = runDocument.parse(JSON.parse(up.stdout)).results;
});

afterAll(() => {
  estate.remove();
});

/** Objects of each type, without what their targets made themselves. */
function objectsOf(tenant: string): Record<string, number> {
  const types = Object.groupBy(
    simulatedObjects(estate).filter(({ stack }) => stack === tenant),
    ({ type }) => type,
  );
  return Object.fromEntries(Object.entries(types).map(([type, all = []]) => [type, all.length]));
}

describe.each(tiers)("$entry.manifest.metadata.service/$entry.manifest.metadata.name", ({ resolved }) => {
  test("comes up with exactly what its reference page lists", async () => {
    const result = created.find(({ tenant }) => tenant === resolved.id);
    expect([result?.result, result?.errors]).toEqual(["created", []]);
    const listed = new Map<string, number>();
    for (const { type, count } of countByPart(await renderTenant(resolved))) {
      listed.set(type, (listed.get(type) ?? 0) + count);
    }
    expect(objectsOf(resolved.id)).toEqual(Object.fromEntries(listed));
  });
});

test("nothing changes when nothing has changed, in the tier that has every part", async () => {
  const preview = await estate.tenantry(["preview", "wayne", "--json"]);
  const [again] = runDocument.parse(JSON.parse(preview.stdout)).results;
  expect(again).toMatchObject({ errors: [], changes: { create: 0, update: 0, replace: 0, delete: 0 } });
  expect(again?.changes.same).toBeGreaterThan(100);
});

test("nothing is left when the tenants go, protected or not", async () => {
  const gone = runDocument.parse(JSON.parse((await estate.tenantry(["destroy", "--all", "--yes", "--json"])).stdout));
  expect(gone.results.map(({ tenant, result, errors }) => [tenant, result, errors])).toEqual(
    names.toSorted().map((tenant) => [tenant, "destroyed", []]),
  );
  expect(simulatedObjects(estate)).toEqual([]);
});
