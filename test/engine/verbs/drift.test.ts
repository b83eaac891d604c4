/** What hands change and delete in the sandbox's accounts and clusters is named and put back. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { join } from "node:path";

import { driftDocument } from "../../../core/results/drift.ts";
import { trailEntry } from "../../../core/trail/trailEntry.ts";
import { readTrail, trailFiles } from "../../../fleet/trail/trail.ts";
import { Inventory } from "../../../sandbox/inventory/inventory.ts";
import { openEstate } from "../../../stacks/openEstate.ts";
import { copyEstate, withoutCheckpoints, type TestEstate } from "../../helpers/cli.ts";

jest.setTimeout(600_000);

let estate: TestEstate;

beforeAll(async () => {
  estate = copyEstate("base", withoutCheckpoints);
  expect((await estate.tenantry(["up", "initech"])).code).toBe(0);
});

afterAll(() => {
  estate.remove();
});

test("drift names a changed and a deleted object and repairs them; a tenant without a stack has none", async () => {
  const inventory = new Inventory(join(estate.stateDirectory, "inventory.sqlite"));
  const [bucket] = inventory.list({ type: "aws:s3/bucket:Bucket" });
  const policy = inventory
    .list({ type: "kubernetes:networking.k8s.io/v1:NetworkPolicy" })
    .find(({ id }) => id.endsWith("/default-deny"));
  if (bucket === undefined || policy === undefined) throw new Error("not what the tenant has");
  inventory.edit(bucket, (properties) => ({ ...properties, tags: { owner: "nobody" } }));
  inventory.remove(policy);
  inventory.close();

  const repair = await estate.tenantry(["drift", "initech", "globex", "--repair", "--json"]);
  const { results } = driftDocument.parse(JSON.parse(repair.stdout));
  expect(results.map(({ tenant, result, errors }) => [tenant, result, errors])).toEqual([
    ["globex", "not-provisioned", []],
    ["initech", "repaired", []],
  ]);
  expect(results[1]?.objects.map(({ kind, name, drift, relevance }) => [kind, name, drift, relevance])).toEqual([
    // The hand has taken away the tags by which it is found to be the tenant's.
    ["aws:s3/bucket:Bucket", bucket.id, "changed", "function"],
    ["NetworkPolicy", "default-deny", "missing", "security"],
  ]);
  expect(results[1]?.objects.every(({ repaired }) => repaired)).toBe(true);
  expect(results[1]?.objects[0]?.paths).toContain("tags.owner");
  expect(repair.code).toBe(0);
  const opened = openEstate("estate", estate.directory).estate;
  if (opened === undefined) throw new Error("the estate is not valid");
  const trail = await readTrail(trailFiles(join(estate.directory, "estate"), opened.manifest));
  const entries = trail
    .trimEnd()
    .split("\n")
    .map((line) => trailEntry.parse(JSON.parse(line)));
  expect(entries.map(({ verb, event, subject, result }) => [verb, event, subject, result])).toEqual([
    ["up", "started", "initech", null],
    ["up", "ended", "initech", "created"],
    ["drift --repair", "started", "initech", null],
    ["drift --repair", "ended", "initech", "updated"],
  ]);
  expect(new Set(entries.map(({ run }) => run)).size).toBe(2);
});
