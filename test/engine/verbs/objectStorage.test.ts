/** A subscription of object storage on the real engine: made, moved to a tier with more, suspended, resumed, and gone. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { runDocument, type TenantRunResult } from "../../../core/results/tenantRun.ts";
import { copyEstate, root, withoutCheckpoints, type TestEstate } from "../../helpers/cli.ts";
import { simulatedObjects } from "../../helpers/simulatedObjects.ts";

jest.setTimeout(600_000);

const manifest = "tenants/umbrella.yaml";
const unchanged = { create: 0, update: 0, replace: 0, delete: 0 };

let estate: TestEstate;
beforeAll(() => {
  estate = copyEstate("example", withoutCheckpoints);
  const text = readFileSync(join(root, "estate", manifest), "utf8");
  // The lesser tier has no role that administers.
  const basic = text.replace("tier: standard", "tier: basic").replace("right: administer", "right: write");
  estate.onlyTenants({ umbrella: basic });
});
afterAll(() => {
  estate.remove();
});

async function run(...args: readonly string[]): Promise<TenantRunResult | undefined> {
  const { stdout, stderr } = await estate.tenantry([...args, "--json"]);
  if (stdout === "") throw new Error(stderr);
  return runDocument.parse(JSON.parse(stdout)).results[0];
}

/** How many objects there are of each type that says something of who gets in, and where buckets lie. */
function objects(): Record<string, number> {
  const counted = new Map<string, number>();
  for (const { type, scope } of simulatedObjects(estate)) {
    const kind = type.split(":").at(-1) ?? "";
    const key = kind === "Bucket" ? `Bucket in ${scope.split("/")[1] ?? ""}` : kind;
    if (/^(?:AccessPoint|Bucket .*|BucketReplicationConfig|BudgetAction|Key|Role)$/.test(key))
      counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  return Object.fromEntries([...counted].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

test("comes up in the lesser tier, and stays as it is", async () => {
  expect(await run("up", "umbrella")).toMatchObject({ result: "created", errors: [] });
  // Three roles, and the one that AWS Budgets takes.
  expect(objects()).toEqual({ AccessPoint: 1, "Bucket in eu-central-1": 2, BudgetAction: 1, Role: 4 });
  expect(await run("preview", "umbrella")).toMatchObject({ errors: [], changes: unchanged });
});

test("moves to a tier with a key, records and replicas, and loses nothing", async () => {
  estate.edit(manifest, "tier: basic", "tier: standard");
  const moved = await run("up", "umbrella");
  expect(moved).toMatchObject({ errors: [], changes: { replace: 0, delete: 0 } });
  expect(objects()).toEqual({
    AccessPoint: 1,
    "Bucket in eu-central-1": 3,
    "Bucket in eu-west-1": 2,
    BucketReplicationConfig: 2,
    BudgetAction: 1,
    Key: 2,
    Role: 5,
  });
});

test("is closed while it is suspended, and keeps what it stores", async () => {
  estate.edit(manifest, "  ring: general", "  state: suspended\n  ring: general");
  expect(await run("up", "umbrella")).toMatchObject({ errors: [] });
  expect(objects()).toEqual({
    "Bucket in eu-central-1": 3,
    "Bucket in eu-west-1": 2,
    BucketReplicationConfig: 2,
    Key: 2,
    Role: 1,
  });
  estate.edit(manifest, "  state: suspended\n", "");
  expect(await run("up", "umbrella")).toMatchObject({ errors: [], changes: { replace: 0, delete: 0 } });
  expect(objects()).toMatchObject({ AccessPoint: 1, BudgetAction: 1, Role: 5 });
});

test("keeps its data when it has left, and goes when it is destroyed", async () => {
  estate.edit(manifest, "  ring: general", "  state: offboarded\n  ring: general");
  expect(await run("up", "umbrella")).toMatchObject({ errors: [] });
  expect(objects()).toMatchObject({ "Bucket in eu-central-1": 3, "Bucket in eu-west-1": 2, Key: 2, Role: 1 });
  expect(await run("destroy", "umbrella", "--yes")).toMatchObject({ result: "destroyed", errors: [] });
  expect(simulatedObjects(estate)).toEqual([]);
});
