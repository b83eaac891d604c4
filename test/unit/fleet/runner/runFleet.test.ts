import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import type { Estate } from "../../../../core/estate/estate.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import type { FleetEvent } from "../../../../core/results/runEvents.ts";
import { nothingDone, type RunOutcome } from "../../../../core/results/runOutcome.ts";
import type { HaltRules } from "../../../../fleet/runner/halting.ts";
import { localRunner } from "../../../../fleet/runner/localRunner.ts";
import { runFleet, type FleetRun } from "../../../../fleet/runner/runFleet.ts";
import { selectCells } from "../../../../fleet/selection/selectCells.ts";
import { idOf, stackNameOf, type StackSubject } from "../../../../fleet/stackSubject.ts";
import { baseTexts, estateFiles } from "../../../helpers/estateFiles.ts";

function readExample(): Estate {
  const { estate } = loadEstate(estateFiles(baseTexts()), "estate", serviceKinds);
  if (estate === undefined) throw new Error("the example estate is right");
  return estate;
}

const example = readExample();

/** acme in an account, globex in a cluster, initech in both. */
const tenants = example.tenants.map(({ resolved }): StackSubject => ({ kind: "tenant", resolved }));

const ended = (result: RunOutcome["result"], more: Partial<RunOutcome> = {}): RunOutcome =>
  nothingDone({ result, ...more });

const noHalt: HaltRules = { tolerated: Infinity, cellFailures: 100 };

/** Runs tenants, two at a time if nothing else is said, that end so; gives the outcomes and what was told. */
async function run(
  runStack: (id: string) => RunOutcome | Promise<RunOutcome>,
  settings: Partial<FleetRun<StackSubject>> = {},
) {
  const events: FleetEvent[] = [];
  const results = await runFleet({
    runner: localRunner,
    subjects: tenants,
    concurrency: 1,
    limits: { perCell: 8, perAccount: 8 },
    haltRules: noHalt,
    signal: new AbortController().signal,
    onEvent: (event) => void events.push(event),
    runStack: async ({ subject, onProgress }) => {
      onProgress(1);
      return runStack(idOf(subject));
    },
    ...settings,
  });
  return { outcomes: results.map(([subject, outcome]) => [stackNameOf(subject), outcome] as const), events };
}

test("one failing tenant stops no other, and outcomes keep the tenants' order", async () => {
  const failed = ended("failed", { attempts: 2, failure: "permanent", errors: ["one\ntwo"], seconds: 3 });
  const { outcomes, events } = await run((id) => (id === "acme" ? failed : ended("created")));
  expect(outcomes).toEqual([
    ["acme", failed],
    ["globex", ended("created")],
    ["initech", ended("created")],
  ]);
  expect(events.map(({ event, ...fields }) => [event, "id" in fields ? fields.id : ""])).toEqual(
    ["acme", "globex", "initech"].flatMap((id) => [
      ["started", id],
      ["progress", id],
      ["finished", id],
    ]),
  );
  const { changes, resources } = failed;
  const told = {
    result: "failed",
    failure: "permanent",
    cause: "one two",
    attempts: 2,
    seconds: 3,
    changes,
    resources,
  };
  expect(events[2]).toEqual({ event: "finished", id: "acme", ...told });
});

test("a cell is run as a tenant is, in a stack with another name", async () => {
  const selection = selectCells(example, [], true);
  const cells = "cells" in selection ? selection.cells : [];
  const subjects = [...tenants, ...cells.map((cell): StackSubject => ({ kind: "cell", cell }))];
  const { outcomes, events } = await run(() => ended("unchanged"), { subjects });
  expect(outcomes.map(([name]) => name)).toEqual(["acme", "globex", "initech", "cell-eu-shared-1"]);
  expect(events.at(-1)).toMatchObject({ event: "finished", id: "eu-shared-1" });
});

test.each([
  ["as many at a time as asked", { concurrency: 2 }, 2],
  ["no more of a cell than it takes", { concurrency: 8, limits: { perCell: 1, perAccount: 8 } }, 2],
  ["no more in an account or cluster than it takes", { concurrency: 8, limits: { perCell: 8, perAccount: 1 } }, 2],
  ["all that there are", { concurrency: 8 }, 3],
])("runs %s", async (_what, settings, expected) => {
  let running = 0;
  let most = 0;
  await run(async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return ended("created");
  }, settings);
  expect(most).toBe(expected);
});

test("after an abort the rest is not started, and that is why", async () => {
  const controller = new AbortController();
  const { outcomes, events } = await run(
    () => {
      controller.abort();
      return ended("interrupted");
    },
    { signal: controller.signal },
  );
  const notStarted = ended("not-started", { notStarted: "The run was interrupted before." });
  expect(outcomes.map(([, outcome]) => outcome)).toEqual([ended("interrupted"), notStarted, notStarted]);
  expect(events.map(({ event }) => event)).toEqual(["started", "progress", "finished"]);
});

test("after more failures than may be the rest is not started, which is told once", async () => {
  const failed = ended("failed", { failure: "permanent", errors: ["no"] });
  const { outcomes, events } = await run(() => failed, { haltRules: { ...noHalt, tolerated: 0 } });
  const reason = "One has failed, and with --fail-fast nothing is started after that.";
  expect(outcomes.map(([, outcome]) => outcome)).toEqual([
    failed,
    ended("not-started", { notStarted: reason }),
    ended("not-started", { notStarted: reason }),
  ]);
  expect(events.filter(({ event }) => event === "stopped")).toEqual([{ event: "stopped", cell: null, reason }]);
});

test("the rest of a cell whose target fails is not started, and other cells go on", async () => {
  const down = (id: string): RunOutcome =>
    id === "acme"
      ? ended("created", { attempts: 1 })
      : ended("failed", { attempts: 4, failure: "transient", errors: ["kubernetes:core/v1:Namespace x: later"] });
  const subjects = ["globex", "acme", "initech"].flatMap((id) => tenants.filter((tenant) => idOf(tenant) === id));
  const { outcomes, events } = await run(down, { subjects, haltRules: { ...noHalt, cellFailures: 1 } });
  expect(outcomes.map(([name, { result }]) => [name, result])).toEqual([
    ["globex", "failed"],
    ["acme", "created"],
    ["initech", "not-started"],
  ]);
  expect(events.filter(({ event }) => event === "stopped")).toMatchObject([{ cell: "eu-shared-1" }]);
});
