/** Two tenants of a pool and one with an application of its own on the real engine: up, unchanged, moved, suspended, offboarded. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";

import { cellRunDocument } from "../../../core/results/cells.ts";
import { offboardingsDocument, purgeDocument } from "../../../core/results/offboarding.ts";
import { copyEstate, withoutCheckpoints, type TestEstate } from "../../helpers/cli.ts";
import { forgetRuns } from "../../helpers/journals.ts";
import { runResults } from "../../helpers/runResults.ts";
import { simulatedObjects } from "../../helpers/simulatedObjects.ts";
import { exampleTexts } from "../../helpers/estateFiles.ts";

jest.setTimeout(600_000);

let estate: TestEstate;
let host: string;

const ids = ["dunder", "stark", "vandelay"];
const up = async (...args: string[]) => runResults(await estate.tenantry(["up", ...args, "--json"]));
const inPool = (stack: string): string[] =>
  simulatedObjects(estate)
    .filter((object) => object.stack === stack && object.id.startsWith("tenantry--saas--shared/"))
    .map(({ type, id }) => `${type.split(":").at(-1) ?? ""} ${id.split("/")[1] ?? ""}`)
    .toSorted();

beforeAll(async () => {
  estate = copyEstate("example", withoutCheckpoints);
  const texts = exampleTexts();
  estate.onlyTenants(Object.fromEntries(ids.map((id) => [id, texts[`tenants/${id}.yaml`] ?? ""])));
  const { stdout } = await estate.tenantry(["cell", "up", "eu-shared-1", "--json"]);
  host = cellRunDocument
    .parse(JSON.parse(stdout))
    .results.map(({ result }) => result)
    .join();
});

afterAll(() => {
  estate.remove();
});

test("the cell has what the pool's tenants share, and each tenant its own beside it", async () => {
  expect(host).toBe("created");
  expect(inPool("cell-eu-shared-1")).toEqual(
    expect.arrayContaining(["Cluster tenantry--saas--shared", "Deployment v1-preview", "Deployment v1-stable"]),
  );
  expect((await up(...ids)).map(({ tenant, result, errors }) => [tenant, result, errors])).toEqual(
    ids.map((id) => [id, "created", []]),
  );
  expect(inPool("stark")).toEqual(["ConfigMap stark--notes", "HTTPRoute stark--notes--path"]);
  expect(inPool("vandelay")).toEqual([
    "ConfigMap vandelay--notes",
    "HTTPRoute vandelay--notes",
    "ListenerSet vandelay--notes",
  ]);
  expect(inPool("dunder")).toEqual([]);
});

test("nothing changes where nothing is ordered", async () => {
  forgetRuns(estate);
  expect((await up(...ids)).map(({ result }) => result)).toEqual(["unchanged", "unchanged", "unchanged"]);
});

test("another channel is another way and the same tenant: its record is changed where it is", async () => {
  estate.edit("tenants/stark.yaml", "users: 10", "users: 10\n        channel: preview");
  const [run] = await up("stark");
  expect(run).toMatchObject({ result: "updated", changes: { create: 0, update: 2, replace: 0, delete: 0 } });
});

test("a move that would leave a tenant's rows behind is refused, and says what to do", async () => {
  estate.edit("tenants/vandelay.yaml", "tier: shared", "tier: business");
  const [run] = await up("vandelay");
  expect(run?.result).toBe("refused");
  expect(JSON.stringify(run)).toContain("rows in tenantry--saas--shared → a database of its own");
  estate.edit("tenants/vandelay.yaml", "tier: business", "tier: shared");
});

test("a suspended tenant keeps its record, and no way leads there in its name", async () => {
  expect((await estate.tenantry(["suspend", "vandelay", "--reason", "non-payment"])).code).toBe(0);
  expect((await up("vandelay")).map(({ result, changes }) => [result, changes])).toEqual([
    ["updated", expect.objectContaining({ create: 0, update: 1, replace: 0, delete: 2 })],
  ]);
  expect(inPool("vandelay")).toEqual(["ConfigMap vandelay--notes"]);
});

test("a tenant that leaves is deleted to the last object, and its neighbours stay", async () => {
  expect((await estate.tenantry(["offboard", "stark", "--export", "declined"])).code).toBe(0);
  expect((await up("stark")).map(({ result }) => result)).toEqual(["updated"]);
  expect(inPool("stark")).toEqual(["ConfigMap stark--notes"]);
  const today = new Date().toISOString().slice(0, 10);
  estate.edit("tenants/stark.yaml", `requested: ${today}`, "requested: 2026-01-02");
  estate.edit("tenants/stark.yaml", "retainUntil: ", "retainUntil: 2026-02-01 # ");
  const { stdout } = await estate.tenantry(["purge", "stark", "--yes", "--by", "ops@northwind.example", "--json"]);
  expect(purgeDocument.parse(JSON.parse(stdout))).toMatchObject({ result: "purged", left: [], inState: [] });
  expect(inPool("stark")).toEqual([]);
  expect(inPool("vandelay")).toEqual(["ConfigMap vandelay--notes"]);
  const stages = await estate.tenantry(["offboardings", "--json"]);
  expect(offboardingsDocument.parse(JSON.parse(stages.stdout)).offboardings.map(({ stage }) => stage)).toEqual([
    "purged",
  ]);
});
