/** What a cell's tenants share on the real engine: up, changed, refused to go while a tenant runs there, gone after. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";

import { cellListDocument, cellRunDocument } from "../../../core/results/cells.ts";
import { copyEstate, withoutCheckpoints, type Outcome, type TestEstate } from "../../helpers/cli.ts";
import { forgetRuns } from "../../helpers/journals.ts";
import { paasManifest } from "../../helpers/paasManifest.ts";
import { simulatedObjects } from "../../helpers/simulatedObjects.ts";

jest.setTimeout(600_000);

let estate: TestEstate;
let first: Outcome;
let globex: string;

const cell = (...args: string[]): Promise<Outcome> => estate.tenantry(["cell", ...args, "--json"]);
const results = ({ stdout }: Outcome) => cellRunDocument.parse(JSON.parse(stdout)).results;
const none = { create: 0, update: 0, replace: 0, delete: 0 };

beforeAll(async () => {
  estate = copyEstate("example", withoutCheckpoints);
  // Small: that somebody runs there is all that matters.
  globex = paasManifest("globex", { tier: "starter@2", spec: { environments: ["prod"] } });
  estate.onlyTenants({ globex });
  [first] = await Promise.all([cell("up", "--all"), estate.tenantry(["up", "globex"])]);
});

afterAll(() => {
  estate.remove();
});

test("a cell is prepared by one command, and is unchanged by the next", async () => {
  expect(first.stderr).toContain("target eu-shared-1: Kubernetes context eu-shared-1 (sandbox)");
  expect(results(first)).toEqual([
    expect.objectContaining({
      cell: "eu-shared-1",
      target: "eu-shared-1: Kubernetes context eu-shared-1 (sandbox)",
      result: "created",
      errors: [],
    }),
  ]);
  expect(first.code).toBe(0);
  expect(simulatedObjects(estate).map(({ stack, id }) => [stack, id])).toContainEqual([
    "cell-eu-shared-1",
    "tenantry-cell",
  ]);
  expect(results(await cell("up", "eu-shared-1"))[0]).toMatchObject({
    result: "unchanged",
    changes: none,
    attempts: 0,
  });
  forgetRuns(estate);
  expect(results(await cell("up", "eu-shared-1"))[0]).toMatchObject({
    result: "unchanged",
    changes: none,
    attempts: 1,
  });
});

test("a change of the cell shows before it is made", async () => {
  estate.edit("estate.yaml", "parameters: { type: gp3,", "parameters: { type: io2,");
  const [preview, listed] = await Promise.all([cell("preview", "eu-shared-1"), cell("list")]);
  // Both classes of volumes, which Kubernetes lets nobody change, and the stack's outputs.
  expect(results(preview)[0]).toMatchObject({
    result: "previewed",
    changes: { create: 0, update: 0, replace: 2, delete: 0 },
  });
  const { cells } = cellListDocument.parse(JSON.parse(listed.stdout));
  expect(cells.map((row) => [row.cell, row.tenants, row.resources > 0, row.state])).toEqual([
    ["eu-central-1-main", [], false, "nothing-shared"],
    ["eu-central-1-wayne", [], false, "nothing-shared"],
    ["eu-shared-1", ["globex"], true, "differs"],
  ]);
});

test("a cell is not destroyed under a tenant that runs there, be it in the estate or not, and is when that has gone", async () => {
  const before = simulatedObjects(estate);
  estate.onlyTenants({});
  const asked = await estate.command(["cell", "destroy", "eu-shared-1"]);
  expect([asked.code, asked.stderr]).toEqual([
    2,
    expect.stringContaining("This would destroy what tenants share in: eu-shared-1. Say --yes"),
  ]);
  const refused = await cell("destroy", "eu-shared-1", "--yes");
  expect(refused.code).toBe(1);
  expect(results(refused)[0]).toMatchObject({
    result: "refused",
    changes: { ...none, same: 0 },
    errors: [
      'Tenants run in the cell "eu-shared-1": globex (not in the estate). Nothing was touched. Destroy them or move them ' +
        "first; what they share keeps them apart.",
    ],
  });
  expect(simulatedObjects(estate)).toEqual(before);

  estate.onlyTenants({ globex });
  await estate.tenantry(["destroy", "globex", "--yes"]);
  expect(results(await cell("destroy", "eu-shared-1", "--yes"))[0]).toMatchObject({ result: "destroyed", errors: [] });
  expect(simulatedObjects(estate)).toEqual([]);
});
