import { describe, expect, test } from "@jest/globals";

import { nothingDone, type RunOutcome } from "../../../../core/results/runOutcome.ts";
import type { Settled } from "../../../../fleet/settle/settle.ts";
import { settleStep, type Settling } from "../../../../fleet/settle/settleStep.ts";
import type { StackTask } from "../../../../fleet/stackSteps.ts";
import { kubernetesCell } from "../../../helpers/kubernetesCell.ts";

const task: StackTask = {
  subject: { kind: "cell", cell: kubernetesCell({}) },
  signal: new AbortController().signal,
  onProgress: () => undefined,
};
const nothing: Settled = { settled: { adopt: [], clear: [], read: [] } };
const done = nothingDone({ result: "updated" });

/** A step whose settler answers so, with everything that it is asked and what it says. */
function stepWith(answers: { doubtful?: boolean; badly?: boolean; settled?: Settled; throws?: Error }) {
  const happened: string[] = [];
  const settling: Settling = {
    settler: {
      isDoubtful: () => Promise.resolve(answers.doubtful ?? false),
      settle: () => {
        happened.push("settle");
        return answers.throws === undefined
          ? Promise.resolve(answers.settled ?? nothing)
          : Promise.reject(answers.throws);
      },
    },
    endedBadly: (stack) => {
      happened.push(`asked about ${stack}`);
      return Promise.resolve(answers.badly ?? false);
    },
    note: (line) => happened.push(line),
  };
  const step = settleStep(settling);
  return {
    happened,
    run: (outcome: RunOutcome = done) =>
      step(task, () => {
        happened.push("run");
        return Promise.resolve(outcome);
      }),
  };
}

describe("a stack", () => {
  test("that nothing is wrong with is run at once", async () => {
    const { run, happened } = stepWith({});
    expect(await run()).toBe(done);
    expect(happened).toEqual(["asked about cell-eu-shared-1", "run"]);
  });

  test("whose state says that something was under way is settled first", async () => {
    const adopt = [{ urn: "urn", type: "t", id: "i", begun: undefined, rendered: undefined }];
    const { run, happened } = stepWith({
      doubtful: true,
      settled: { settled: { adopt, clear: ["a", "b"], read: [] } },
    });
    expect(await run()).toBe(done);
    expect(happened).toEqual([
      "settle",
      "eu-shared-1: settled what a run had left: 1 object that was made is taken into the state, " +
        "2 creates that came to nothing are forgotten",
      "run",
    ]);
  });

  test("whose last run ended badly is settled first, and is not told of where nothing was", async () => {
    const { run, happened } = stepWith({ badly: true });
    await run();
    expect(happened).toEqual(["asked about cell-eu-shared-1", "settle", "run"]);
  });

  test("that failed is settled before it is tried again, and not after it ended well", async () => {
    const { run, happened } = stepWith({});
    await run(nothingDone({ result: "failed" }));
    await run();
    await run();
    expect(happened).toEqual([
      "asked about cell-eu-shared-1",
      "run",
      "settle",
      "run",
      "asked about cell-eu-shared-1",
      "run",
    ]);
  });

  test("of which something cannot be decided is not run", async () => {
    const { run, happened } = stepWith({ doubtful: true, settled: { findings: ["which one?"] } });
    expect(await run()).toMatchObject({ result: "failed", failure: "permanent", attempts: 0, errors: ["which one?"] });
    expect(happened).toEqual(["settle"]);
  });

  test("whose target cannot be asked is not run, and may be tried again where that passes", async () => {
    const { run } = stepWith({ doubtful: true, throws: new Error("connect ECONNREFUSED 127.0.0.1:6443") });
    expect(await run()).toMatchObject({
      result: "failed",
      failure: "transient",
      errors: ["What the last run left cannot be settled, so nothing was begun: connect ECONNREFUSED 127.0.0.1:6443"],
    });
  });
});
