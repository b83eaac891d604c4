/** A tenant that moves to another tier, is suspended and comes back, on the real engine: by verbs that edit its manifest, and `up`. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { MoveDocument } from "../../../core/results/moves.ts";
import { copyEstate, withoutCheckpoints, type TestEstate } from "../../helpers/cli.ts";
import { runResults } from "../../helpers/runResults.ts";
import { simulatedObjects } from "../../helpers/simulatedObjects.ts";
import { tenantManifest } from "../../helpers/tenantManifest.ts";

jest.setTimeout(400_000);

let estate: TestEstate;

const manifest = (): string => readFileSync(join(estate.directory, "estate/tenants/acme.yaml"), "utf8");
const bucket = (): unknown => simulatedObjects(estate).find(({ type }) => type === "aws:s3/bucket:Bucket")?.birth;
const objects = (): string[] =>
  simulatedObjects(estate)
    .map(({ urn, inputs, tags }) => JSON.stringify([urn, inputs, tags]))
    .toSorted();

async function up(): Promise<string> {
  const [result] = runResults(await estate.tenantry(["up", "acme", "--json"]));
  expect(result?.errors).toEqual([]);
  return result?.result ?? "";
}

beforeAll(() => {
  estate = copyEstate("base", withoutCheckpoints);
  const spec = { network: { cidr: "10.40.0.0/20" }, buckets: ["assets"] };
  const web = { name: "web", service: "iaas", tier: "starter@1", cell: "eu-central-1-main", spec };
  estate.onlyTenants({ acme: tenantManifest("acme", web) });
});

afterAll(() => {
  estate.remove();
});

test("what holds data is the same object throughout, and after resuming everything is as it was after the move", async () => {
  expect(await up()).toBe("created");
  const data = bucket();
  expect(data).toEqual(expect.any(String));

  const move = await estate.command(["move", "acme", "web", "--to", "standard@1", "--json"]);
  const { judgedBy, from, to, written, steps } = JSON.parse(move.stdout) as MoveDocument;
  expect([move.code, judgedBy, from, to, written]).toEqual([0, "state", "starter@1", "standard@1", true]);
  expect(await up()).toBe("updated");
  expect([bucket(), objects().length]).toEqual([data, expect.any(Number)]);
  const [moved, text] = [objects(), manifest()];
  const created = steps.filter(({ op }) => op === "create").map(({ urn }) => urn);
  expect(created.filter((urn) => !moved.some((object) => object.includes(JSON.stringify(urn))))).toEqual([]);

  expect((await estate.command(["suspend", "acme", "--reason", "non-payment"])).code).toBe(0);
  expect(["updated", "unchanged"]).toContain(await up());
  expect(bucket()).toBe(data);

  expect((await estate.command(["resume", "acme"])).code).toBe(0);
  expect(manifest()).toBe(text);
  expect(["updated", "unchanged"]).toContain(await up());
  expect(objects()).toEqual(moved);
  expect(bucket()).toBe(data);
});
