import { afterEach, beforeEach, expect, test } from "@jest/globals";

import type { TenantDiff } from "../../../../core/results/fleetDiff.ts";
import { openBase } from "../../../../fleet/affected/openBase.ts";
import { openRenderPool } from "../../../../fleet/affected/renderPool.ts";
import { diffTenants } from "../../../../fleet/diff/diffTenants.ts";
import { openEstate } from "../../../../fleet/openEstate.ts";
import { gitEnvironment, gitEstate, type GitEstate } from "../../../helpers/gitEstate.ts";

const today = "2026-11-26";

let repository: GitEstate;

beforeEach(() => {
  repository = gitEstate();
});

afterEach(() => {
  repository.files.remove();
});

/** What is said of these tenants, all when none is named, since the last commit; without threads. */
async function diff(...ids: readonly string[]): Promise<TenantDiff[]> {
  const directory = repository.estate;
  const { estate } = openEstate(directory, "/", { today });
  if (estate === undefined) throw new Error("the estate of the test is not right");
  const more = { today, environment: gitEnvironment, toRender: true, onProgress: () => undefined };
  const base = await openBase({ directory, reference: "HEAD", ...more });
  const pool = openRenderPool({ threads: 0 });
  const tenants = estate.tenants.filter(({ resolved }) => ids.length === 0 || ids.includes(resolved.id));
  const done: number[] = [];
  const diffs = await diffTenants({
    base,
    estate,
    tenants,
    pool,
    values: true,
    onProgress: (count) => done.push(count),
  });
  base.close();
  await pool.close();
  expect(done).toEqual(tenants.map((_tenant, index) => index + 1));
  return diffs;
}

/** Each tenant with its change, and its steps in a text each. */
const told = (diffs: readonly TenantDiff[]) =>
  diffs.map(({ tenant, change, steps }) => [
    tenant,
    change,
    ...steps.map(({ op, name, paths, causes, refused }) =>
      [op, name, ...paths, ...causes.map((cause) => `!${cause}`), ...(refused ? ["refused"] : [])].join(" "),
    ),
  ]);

test("nothing is said to change where nothing does", async () => {
  expect(told(await diff())).toEqual([
    ["acme", "unchanged"],
    ["globex", "unchanged"],
    ["initech", "unchanged"],
  ]);
});

test("what a change of a manifest would do to each resource is said, and that what is protected is refused", async () => {
  repository.files.edit("tenants/acme.yaml", "[assets, backups]", "[assets, logs]");
  const [acme] = told(await diff("acme"));
  expect(acme?.filter((line) => / web--\w+(?: refused)?$/.test(line))).toEqual([
    "delete web--backups refused",
    "create web--logs",
  ]);
});

test("another network is made anew, with what it holds and why, and values that are known", async () => {
  repository.files.edit("tenants/acme.yaml", "10.40.0.0/20", "10.41.0.0/20");
  const [acme] = await diff("acme");
  const vpc = acme?.steps.find(({ type }) => type === "aws:ec2/vpc:Vpc");
  expect(vpc).toMatchObject({
    op: "replace",
    causes: ["cidrBlock"],
    values: [{ path: "cidrBlock", before: "10.40.0.0/20", after: "10.41.0.0/20", unknown: false, secret: false }],
  });
  const ofVpc = acme?.steps.filter(({ causes }) => causes.includes("vpcId")).map(({ op }) => op) ?? [];
  expect(new Set(ofVpc)).toEqual(new Set(["replace"]));
  expect(ofVpc.length).toBeGreaterThan(3);
});

test("a tenant that is new is created, and one that is gone is left alone", async () => {
  const text = repository.read("tenants/globex.yaml");
  repository.remove("tenants/globex.yaml");
  repository.write("tenants/hooli.yaml", text.replaceAll("globex", "hooli"));
  const diffs = await diff();
  expect(diffs.map(({ tenant, change }) => [tenant, change])).toEqual([
    ["acme", "unchanged"],
    ["globex", "removed"],
    ["hooli", "added"],
    ["initech", "unchanged"],
  ]);
  expect(diffs[1]?.steps).toEqual([]);
  expect(new Set(diffs[2]?.steps.map(({ op }) => op))).toEqual(new Set(["create"]));
  expect((await diff("acme")).map(({ tenant }) => tenant)).toEqual(["acme"]);
});
