/** A few runs that are killed; `npm run test:faults` kills forty. */
import { afterEach, beforeEach, expect } from "@jest/globals";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { statusDocument } from "../../../core/results/documents.ts";
import { listObjects } from "../../../sandbox/install.ts";
import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { engineLocks } from "../../helpers/engineLocks.ts";
import { crashAgainAndAgain } from "../../helpers/faults/crashes.ts";
import { differences } from "../../helpers/faults/converged.ts";
import { roomForFleets, smallFleet } from "../../helpers/faults/fleet.ts";
import { markProcesses } from "../../helpers/faults/processes.ts";
import { forgetRuns } from "../../helpers/journals.ts";
import { onLinux } from "../../helpers/skip.ts";

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate();
});

afterEach(() => {
  estate.remove();
});

onLinux(
  "after runs that were killed, alone or with all that they had started, the next one makes inventory, states and manifests one",
  async () => {
    // Creates begin about then, and take so long.
    const times = { shortest: 1_500, longest: 5_000 };
    expect(await crashAgainAndAgain({ estate, size: 3, moments: 4, lookAfter: 4, ...times })).toEqual([]);
  },
  600_000,
);

onLinux(
  "what was made and not yet heard of when everything died is taken into the state, and not made again",
  async () => {
    smallFleet(estate, 3);
    const late = { type: "aws:*", operations: ["create"], milliseconds: 60_000, when: "after" };
    estate.sandbox({ limits: roomForFleets, latency: [late] });
    const marked = markProcesses(estate);
    const made = () => listObjects(join(estate.stateDirectory, "inventory.sqlite"), "t02");
    const run = marked.start(["up", "t02"]);
    while ((await made()).length < 3 && run.child.exitCode === null) await sleep(100);
    marked.killAll();
    await run.ended;
    const before = await made();
    expect(before.length).toBeGreaterThanOrEqual(3);
    estate.sandbox({ limits: roomForFleets });
    const next = await estate.tenantry(["runs", "resume"]);
    expect(next.stderr).toContain(
      `settled what a run had left: ${String(before.length)} objects that were made are taken`,
    );
    expect(next.code).toBe(0);
    const kept = new Set((await made()).map(({ urn, id }) => `${urn} ${id}`));
    expect(before.filter(({ urn, id }) => !kept.has(`${urn} ${id}`))).toEqual([]);
    expect((await estate.tenantry(["up", "--all"])).code).toBe(0);
    expect(await differences(estate)).toEqual([]);
  },
  600_000,
);

onLinux(
  "what was deleted and not yet heard of when a run died is not in the state any more, and is made again",
  async () => {
    smallFleet(estate, 3);
    estate.sandbox({ limits: roomForFleets });
    expect((await estate.tenantry(["up", "--all"])).code).toBe(0);
    const marked = markProcesses(estate);
    const inventory = join(estate.stateDirectory, "inventory.sqlite");
    const isThere = async () => (await listObjects(inventory, "t00")).some((object) => object.type === type);
    const late = { operations: ["delete"], milliseconds: 60_000, when: "after" };
    const type = "kubernetes:core/v1:Namespace";
    for (const death of ["runner", "tree"] as const) {
      estate.sandbox({ limits: roomForFleets, latency: [{ type, ...late }] });
      const run = marked.start(["destroy", "t00", "--yes"]);
      while ((await isThere()) && run.child.exitCode === null) await sleep(100);
      if (death === "tree") marked.killAll();
      run.child.kill("SIGKILL");
      await run.ended;
      expect(await marked.gone(30_000)).toBe(true);
      // When all died, the journal is lost too, and somebody has cleared Pulumi's lock: the state alone tells.
      if (death === "tree") {
        forgetRuns(estate);
        for (const file of engineLocks(estate)) rmSync(file);
      }
      const { tenants } = statusDocument.parse(JSON.parse((await estate.command(["status", "--json"])).stdout));
      expect(tenants.map(({ tenant, state }) => `${tenant} ${state}`)).toEqual([
        "t00 incomplete",
        "t01 in-sync",
        "t02 in-sync",
      ]);
      estate.sandbox({ limits: roomForFleets });
      const next = await estate.tenantry(["up", "--all"]);
      const settled = expect.stringContaining("t00: settled what a run had left: 1 object is read anew");
      expect([death, next.code, next.stderr]).toEqual([death, 0, settled]);
      expect(await differences(estate)).toEqual([]);
    }
  },
  600_000,
);
