import { expect, test } from "@jest/globals";

import { nothingDone } from "../../../core/results/runOutcome.ts";
import { withSteps, type StackStep, type StackTask } from "../../../fleet/stackSteps.ts";

const task = { signal: new AbortController().signal, onProgress: () => undefined } as unknown as StackTask;

test("the first step is the outermost, and one may run what is further in again, or not at all", async () => {
  const told: string[] = [];
  const tell =
    (name: string): StackStep =>
    async (given, next) => {
      told.push(`${name} begins`);
      const outcome = await next(given);
      told.push(`${name} ends`);
      return outcome;
    };
  const twice: StackStep = async (given, next) => {
    await next(given);
    return next(given);
  };
  const run = (): Promise<ReturnType<typeof nothingDone>> => {
    told.push("runs");
    return Promise.resolve(nothingDone({ result: "created" }));
  };
  expect(await withSteps(run, [tell("a"), twice, tell("b")])(task)).toMatchObject({ result: "created" });
  expect(told).toEqual(["a begins", ...["b begins", "runs", "b ends"], ...["b begins", "runs", "b ends"], "a ends"]);
  told.length = 0;
  const refuse: StackStep = () => Promise.resolve(nothingDone({ result: "refused" }));
  expect(await withSteps(run, [tell("a"), refuse, tell("b")])(task)).toMatchObject({ result: "refused" });
  expect(told).toEqual(["a begins", "a ends"]);
});
