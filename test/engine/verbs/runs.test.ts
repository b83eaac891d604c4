/** What runs remember, and how they keep out of each other's way, on the real engine. */
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { dirname, join } from "node:path";

import { runsDocument, runsShowDocument } from "../../../core/results/runs.ts";
import { byHand } from "../../helpers/byHand.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { engineLocks } from "../../helpers/engineLocks.ts";
import { runResults } from "../../helpers/runResults.ts";
import { duplicates } from "../../helpers/simulatedObjects.ts";
import { onLinux } from "../../helpers/skip.ts";

jest.setTimeout(600_000);

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate();
});

afterEach(() => {
  estate.remove();
});

const runs = async () => runsDocument.parse(JSON.parse((await estate.tenantry(["runs", "--json"])).stdout)).runs;

describe("a tenant that has not changed", () => {
  test("is skipped without the CLI, until its state is written by hand or the target is asked", async () => {
    const first = await estate.tenantry(["up", "acme", "--json"]);
    expect([first.code, first.stderr]).toEqual([0, expect.any(String)]);
    // Neither the CLI nor what could build it is to be found here.
    const env = { PATH: dirname(process.execPath), TENANTRY_CACHE: join(estate.directory, "empty") };
    const second = await estate.tenantry(["up", "acme", "--json"], { env });
    expect(runResults(second)).toEqual([
      {
        ...runResults(first)[0],
        result: "unchanged",
        attempts: 0,
        seconds: expect.any(Number),
        changes: { create: 0, update: 0, replace: 0, delete: 0, same: 32 },
      },
    ]);
    expect((await estate.tenantry(["audit", "verify"])).stdout).toContain("The audit trail has 2 entries");
    const refreshed = await estate.tenantry(["up", "acme", "--refresh", "--json"]);
    expect(runResults(refreshed)[0]).toMatchObject({ result: "unchanged", attempts: 1 });

    const pulumi = await estate.run("pulumi", ["up", "-y", "-f", "-s", "acme", "--non-interactive"], {
      env: await byHand(estate),
    });
    expect([pulumi.code, pulumi.stderr]).toEqual([0, expect.any(String)]);
    expect(runResults(await estate.tenantry(["up", "acme", "--json"]))[0]).toMatchObject({
      result: "unchanged",
      attempts: 1,
    });
    expect(runResults(await estate.tenantry(["up", "acme", "--json"]))[0]).toMatchObject({
      result: "unchanged",
      attempts: 0,
    });
  });
});

describe("two fleets at once", () => {
  test("apply each tenant once, and make nothing twice", async () => {
    estate.sandbox({ latency: [{ type: "*", operations: ["create"], milliseconds: 100 }] });
    const both = await Promise.all([0, 1].map(() => estate.tenantry(["up", "acme", "globex", "--json"])));
    expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, expect.any(String)],
      [0, expect.any(String)],
    ]);
    for (const tenant of ["acme", "globex"]) {
      const ended = both.map((outcome) => runResults(outcome).find((each) => each.tenant === tenant));
      expect(ended.map((each) => `${each?.result ?? ""} ${String(each?.attempts)}`).toSorted()).toEqual([
        "created 1",
        "unchanged 0",
      ]);
    }
    expect(duplicates(estate)).toEqual([]);
    expect(engineLocks(estate)).toEqual([]);
    expect((await runs()).map(({ state, done, unfinished }) => [state, done, unfinished])).toEqual([
      ["done", 2, 0],
      ["done", 2, 0],
    ]);
  });
});

describe("a run that is killed", () => {
  onLinux("is shown as crashed, and gone on with", async () => {
    estate.sandbox({ latency: [{ type: "aws:ec2/*", operations: ["create"], milliseconds: 1000 }] });
    let killed = false;
    await estate.tenantry(["up", "acme", "globex", "-j", "1"], {
      onStderr: (text, kill) => {
        if (killed || !text.includes("acme: up started")) return;
        killed = true;
        setTimeout(() => {
          kill("SIGKILL");
        }, 4000);
      },
    });
    const [crashed] = await runs();
    expect(crashed).toMatchObject({ verb: "up", state: "crashed", ended: null, tasks: 2, done: 0, unfinished: 2 });
    estate.sandbox({});
    const resumed = await estate.tenantry(["runs", "resume", "--json"]);
    expect([resumed.code, resumed.stderr]).toEqual([0, expect.stringContaining("Going on with run")]);
    expect(runResults(resumed).map(({ tenant, resources }) => [tenant, resources])).toEqual([
      ["acme", 32],
      ["globex", 39],
    ]);
    expect(duplicates(estate)).toEqual([]);
    expect(engineLocks(estate)).toEqual([]);
    const after = await runs();
    expect(after.map(({ state, unfinished, resumes }) => [state, unfinished, resumes])).toEqual([
      ["done", 0, crashed?.id],
      ["crashed", 0, null],
    ]);
    const shown = await estate.tenantry(["runs", "show", after[0]?.id.slice(0, 8) ?? "", "--json"]);
    expect(runsShowDocument.parse(JSON.parse(shown.stdout)).tasks.map(({ id }) => id)).toEqual(["acme", "globex"]);
    const nothing = await estate.tenantry(["runs", "resume"]);
    expect([nothing.code, nothing.stderr]).toEqual([0, expect.stringContaining("There is no run to resume")]);
  });
});
