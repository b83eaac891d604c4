import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { jsonDigest } from "../../../../core/jsonDigest.ts";
import { digestOf } from "../../../../core/resolve/resolvedTenant.ts";
import { nothingDone } from "../../../../core/results/runOutcome.ts";
import { recordBeginStep, recordEndStep } from "../../../../fleet/journal/taskSteps.ts";
import { withSteps, type StackTask } from "../../../../fleet/stackSteps.ts";
import { testJournals, type TestJournals } from "../../../helpers/journals.ts";

let journals: TestJournals;
beforeEach(() => {
  journals = testJournals();
});
afterEach(() => {
  journals.remove();
});

describe("what is written around a stack's run", () => {
  const resolved = { id: "acme" } as never;
  const cell = { id: "eu-1" } as never;

  it.each([
    ["acme", { kind: "tenant", resolved }, digestOf(resolved)],
    ["cell-eu-1", { kind: "cell", cell }, jsonDigest(cell)],
  ] as const)("is its beginning before it, and its end after: %s", async (stack, subject, digest) => {
    const journal = journals.begin("r-1", [stack]);
    const task: StackTask = { subject, signal: new AbortController().signal, onProgress: () => undefined };
    let meanwhile: unknown;
    const run = withSteps(() => {
      [meanwhile] = journals.sql("SELECT digest, began IS NOT NULL AS begun, result, ended FROM tasks");
      return Promise.resolve(nothingDone({ result: "updated", attempts: 1 }));
    }, [recordEndStep(journal), recordBeginStep(journal)]);
    await run(task);
    expect(meanwhile).toEqual({ digest, begun: 1, result: null, ended: null });
    expect(journals.sql("SELECT result, attempts, ended >= began AS after FROM tasks")).toEqual([
      { result: "updated", attempts: 1, after: 1 },
    ]);
  });
});
