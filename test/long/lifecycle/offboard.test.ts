/** The end of tenants on the real engine: stopped and kept, then deleted with a proof, from whatever they were in. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { certificate } from "../../../core/results/certificate.ts";
import { offboardingsDocument, purgeDocument, type PurgeDocument } from "../../../core/results/offboarding.ts";
import { Inventory } from "../../../sandbox/inventory/inventory.ts";
import { copyEstate, type Outcome, type ProcessOptions, type TestEstate } from "../../helpers/cli.ts";
import { untilGone } from "../../helpers/processesWith.ts";
import { runResults } from "../../helpers/runResults.ts";
import { simulatedObjects } from "../../helpers/simulatedObjects.ts";
import { tenantManifest } from "../../helpers/tenantManifest.ts";

jest.setTimeout(600_000);

let estate: TestEstate;
let mark: string;

const infrastructure = (id: string, third: number): string => {
  const spec = { network: { cidr: `10.40.${String(third)}.0/20` }, buckets: ["assets"] };
  return tenantManifest(id, { name: "web", service: "iaas", tier: "starter@1", cell: "eu-central-1-main", spec });
};

const objectsOf = (stack: string): string[] =>
  simulatedObjects(estate).flatMap(({ stack: of, type, id }) => (of === stack ? [`${type} ${id}`] : []));
const purge = (id: string, options?: ProcessOptions): Promise<Outcome> =>
  estate.tenantry(["purge", id, "--yes", "--by", "ops@northwind.example", "--json"], options);
const purged = ({ stdout }: Outcome): PurgeDocument => purgeDocument.parse(JSON.parse(stdout));
const stages = async (): Promise<string[]> => {
  const { stdout } = await estate.command(["offboardings", "--json"]);
  const { offboardings } = offboardingsDocument.parse(JSON.parse(stdout));
  return offboardings.map(({ tenant, stage }) => `${tenant} ${stage}`);
};

/** As if a tenant's end had been asked for long ago. */
function letRetentionEnd(id: string): void {
  const file = join(estate.directory, `estate/tenants/${id}.yaml`);
  const manifest = JSON.parse(readFileSync(file, "utf8")) as { spec: { offboarding: object } };
  Object.assign(manifest.spec.offboarding, { requested: "2026-01-02", retainUntil: "2026-02-01" });
  writeFileSync(file, JSON.stringify(manifest));
}

beforeAll(async () => {
  mark = randomUUID();
  estate = copyEstate("base", { TENANTRY_TEST: mark });
  estate.onlyTenants({
    acme: infrastructure("acme", 0),
    initech: infrastructure("initech", 16),
    hooli: infrastructure("hooli", 32),
    umbrella: infrastructure("umbrella", 48),
    globex: tenantManifest("globex", {
      ...{ name: "apps", service: "paas", tier: "starter@1", cell: "eu-shared-1", spec: { environments: ["prod"] } },
    }),
  });
  expect((await estate.tenantry(["cell", "up", "eu-shared-1"])).code).toBe(0);
  const up = await estate.tenantry(["up", "acme", "globex", "initech", "--json"]);
  expect(runResults(up).map(({ result, errors }) => [result, errors])).toEqual([
    ["created", []],
    ["created", []],
    ["created", []],
  ]);
});

afterAll(() => {
  estate.remove();
});

test("a tenant that leaves is kept until its day, and nothing deletes it before", async () => {
  const before = objectsOf("acme");
  expect((await estate.command(["offboard", "acme"])).code).toBe(0);
  const up = await estate.tenantry(["up", "acme", "--json"]);
  expect(up.code).toBe(0);
  expect(objectsOf("acme")).toEqual(before);
  expect(await stages()).toEqual(["acme retained"]);

  const early = await purge("acme");
  expect(early.code).toBe(1);
  expect(early.stderr).toContain("acme is not deleted. Its data is kept until ");
  const destroyed = await estate.tenantry(["destroy", "acme", "--yes", "--json"]);
  expect([destroyed.code, runResults(destroyed)[0]?.result]).toEqual([1, "refused"]);
  expect(objectsOf("acme")).toEqual(before);
});

test("deleting it, killed in the middle, goes on and says of all that it had; what no state knows keeps it from ending", async () => {
  const [had, others] = [objectsOf("acme"), objectsOf("initech")];
  letRetentionEnd("acme");
  expect(await stages()).toEqual(["acme due"]);
  estate.sandbox({ latency: [{ type: "aws:*", operations: ["delete"], milliseconds: 700 }] });
  const killed = await purge("acme", {
    onStderr: (text, kill) => {
      if (!text.includes("acme: destroy started")) return;
      const timer = setInterval(() => {
        if (objectsOf("acme").length === had.length) return;
        clearInterval(timer);
        kill("SIGKILL");
      }, 20);
    },
  });
  expect(killed.code).toBe(null);
  await untilGone(`TENANTRY_TEST=${mark}`);
  estate.sandbox({});
  expect(await stages()).toEqual(["acme purging"]);
  const up = await estate.tenantry(["up", "acme", "--json"]);
  expect(runResults(up)[0]?.result).toMatch(/^(?:refused|unchanged)$/);

  const inventory = new Inventory(join(estate.stateDirectory, "inventory.sqlite"));
  const [planted] = inventory.list({ stack: "initech", type: "aws:s3/bucket:Bucket" });
  if (planted === undefined) throw new Error("initech has no bucket");
  inventory.put({ ...planted, id: "acme-forgotten", stack: "acme", urn: "urn:by-hand" }, [], []);
  const left = await purge("acme");
  expect(left.code).toBe(1);
  expect(purged(left)).toMatchObject({ result: "left", inState: [], certificate: null, files: [] });
  expect(purged(left).left.map(({ type, id }) => [type, id])).toEqual([["aws:s3/bucket:Bucket", "acme-forgotten"]]);
  expect(await stages()).toEqual(["acme purging"]);
  inventory.remove({ ...planted, id: "acme-forgotten" });
  inventory.close();

  const done = await purge("acme");
  expect([done.code, purged(done).result]).toEqual([0, "purged"]);
  expect(objectsOf("acme")).toEqual([]);
  expect(objectsOf("initech")).toEqual(others);
  const written = certificate.parse(
    JSON.parse(readFileSync(join(estate.stateDirectory, "audit/deletions/acme/2026-01-02.json"), "utf8")),
  );
  expect(written).toEqual(purged(done).certificate);
  expect(written.terms).toMatchObject({ requested: "2026-01-02", approved: { by: "ops@northwind.example" } });
  expect(written.kept).toEqual([]);
  expect(written.proof.reads.map(({ found }) => found)).toEqual([0, 0, 0]);
  const types = had.map((object) => object.split(" ")[0] ?? "");
  expect(Object.keys(written.had.counts).toSorted()).toEqual([...new Set(types)].toSorted());
  expect(written.had.objects.length).toBe(had.length);
  expect(await stages()).toEqual(["acme purged"]);
  expect((await estate.tenantry(["up", "initech", "acme", "--json"])).code).toBe(0);
  expect(objectsOf("acme")).toEqual([]);
});

test("one that was half made goes as well, and its failure holds up nobody", async () => {
  estate.sandbox({
    faults: [
      { type: "aws:s3/bucketPolicy:BucketPolicy", operations: ["create"], code: "Broken", message: "It is broken." },
    ],
  });
  expect(runResults(await estate.tenantry(["up", "hooli", "initech", "--json"])).map(({ result }) => result)).toEqual([
    "failed",
    "unchanged",
  ]);
  expect(objectsOf("hooli").length).toBeGreaterThan(0);
  expect((await estate.command(["offboard", "hooli"])).code).toBe(0);
  expect(await stages()).toEqual(["acme purged", "hooli stopping"]);
  letRetentionEnd("hooli");
  const done = await purge("hooli");
  expect([done.code, purged(done).result, objectsOf("hooli")]).toEqual([0, "purged", []]);
  estate.sandbox({});
});

test("one that was never made is not made to be kept, and is proven to have nothing", async () => {
  expect((await estate.command(["offboard", "umbrella"])).stderr).toContain("Nothing was ever made for umbrella.");
  expect(runResults(await estate.tenantry(["up", "umbrella", "--json"]))[0]).toMatchObject({ result: "unchanged" });
  expect(objectsOf("umbrella")).toEqual([]);
  const done = await purge("umbrella");
  expect([done.code, purged(done).certificate?.had]).toEqual([0, { objects: [], counts: {} }]);
});

test("one whose quota lets nothing more in goes as any other", async () => {
  const message = "exceeded quota: tenantry, requested: count/pods=1, used: count/pods=10, limited: count/pods=10";
  estate.sandbox({ faults: [{ type: "kubernetes:*", operations: ["create"], code: "Forbidden", message }] });
  expect((await estate.command(["offboard", "globex"])).code).toBe(0);
  expect(runResults(await estate.tenantry(["up", "globex", "--json"]))[0]).toMatchObject({
    result: "updated",
    errors: [],
  });
  letRetentionEnd("globex");
  const done = await purge("globex");
  expect([done.code, purged(done).result, objectsOf("globex")]).toEqual([0, "purged", []]);
  expect(objectsOf("cell-eu-shared-1")).not.toEqual([]);
});
