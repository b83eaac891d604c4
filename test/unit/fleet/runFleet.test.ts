import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../components/registry.ts";
import type { Estate } from "../../../core/estate/estate.ts";
import { loadEstate } from "../../../core/estate/loadEstate.ts";
import { nothingDone, type RunOutcome } from "../../../core/results/runOutcome.ts";
import { runFleet, type FleetEvent } from "../../../fleet/runFleet.ts";
import { selectCells } from "../../../fleet/selection/selectCells.ts";
import { stackNameOf, type StackSubject, type TenantSubject } from "../../../fleet/stackSubject.ts";
import { estateFiles, baseTexts } from "../../helpers/estateFiles.ts";

function example(): Estate {
  const { estate } = loadEstate(estateFiles(baseTexts()), "estate", serviceKinds);
  if (estate === undefined) throw new Error("the example estate is right");
  return estate;
}

const ended = (result: RunOutcome["result"]): RunOutcome => nothingDone({ result });

const subjects = (): TenantSubject[] => example().tenants.map(({ resolved }) => ({ kind: "tenant", resolved }));

const run = (
  runStack: (subject: TenantSubject) => Promise<RunOutcome>,
  concurrency = 1,
  signal = new AbortController().signal,
  onEvent: (event: FleetEvent) => void = () => undefined,
) => runFleet({ subjects: subjects(), concurrency, signal, onEvent, runStack: ({ subject }) => runStack(subject) });

test("one failing tenant stops no other, and outcomes keep the tenants' order", async () => {
  const events: string[] = [];
  const outcomes = await run(
    ({ resolved: { id } }) => Promise.resolve(ended(id === "acme" ? "failed" : "created")),
    1,
    undefined,
    ({ type, id }) => events.push(`${type} ${id}`),
  );
  expect(outcomes.map(([{ resolved }, { result }]) => [resolved.id, result])).toEqual([
    ["acme", "failed"],
    ["globex", "created"],
    ["initech", "created"],
  ]);
  expect(events).toEqual([
    "started acme",
    "finished acme",
    "started globex",
    "finished globex",
    "started initech",
    "finished initech",
  ]);
});

test("a cell is run as a tenant is, in a stack with another name", async () => {
  const selection = selectCells(example(), [], true);
  const cells = "cells" in selection ? selection.cells : [];
  const stacks: string[] = [];
  const outcomes = await runFleet({
    subjects: [...subjects(), ...cells.map((cell): StackSubject => ({ kind: "cell", cell }))],
    concurrency: 1,
    signal: new AbortController().signal,
    onEvent: ({ type, id }) => type === "started" && stacks.push(`${id} as`),
    runStack: ({ subject }) => {
      stacks.push(stackNameOf(subject));
      return Promise.resolve(ended("unchanged"));
    },
  });
  expect(stacks).toEqual([
    ...["acme as", "acme", "globex as", "globex", "initech as", "initech"],
    ...["eu-shared-1 as", "cell-eu-shared-1"],
  ]);
  expect(outcomes).toHaveLength(4);
});

test("runs as many at a time as asked and no more", async () => {
  let running = 0;
  let most = 0;
  await run(async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return ended("created");
  }, 2);
  expect(most).toBe(2);
});

test("after an abort the rest is not started", async () => {
  const controller = new AbortController();
  const outcomes = await run(
    () => {
      controller.abort();
      return Promise.resolve(ended("interrupted"));
    },
    1,
    controller.signal,
  );
  expect(outcomes.map(([, outcome]) => outcome)).toEqual([
    ended("interrupted"),
    ended("not-started"),
    ended("not-started"),
  ]);
});
