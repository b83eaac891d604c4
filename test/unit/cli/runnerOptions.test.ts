import { Command } from "commander";
import { describe, expect, test } from "@jest/globals";

import { addRunnerOptions, toleratedFailures, type RunnerOptions } from "../../../cli/runnerOptions.ts";
import { copyEstate } from "../../helpers/cli.ts";

const parse = (...words: string[]): RunnerOptions =>
  addRunnerOptions(new Command().exitOverride(), "tenant").parse(words, { from: "user" }).opts();

test.each([
  [["--retries", "0"], { retries: 0 }],
  [["--retries", "20"], { retries: 20 }],
  [["--timeout", "90s"], { timeout: 90 }],
  [["--timeout", "30m"], { timeout: 1_800 }],
  [["--timeout", "24h"], { timeout: 86_400 }],
  [["--fail-fast"], { failFast: true }],
  [["--error-budget", "0"], { errorBudget: { count: 0 } }],
  [["--error-budget", "100%"], { errorBudget: { percent: 100 } }],
  [["--events", "-"], { events: "-" }],
])("%j is %j", (words, options) => {
  expect(parse(...words)).toEqual(options);
});

test.each([
  [{}, 40, Infinity],
  [{ failFast: true }, 40, 0],
  [{ errorBudget: { count: 3 } }, 40, 3],
  [{ errorBudget: { percent: 5 } }, 40, 2],
  [{ errorBudget: { percent: 5 } }, 39, 1],
  [{ errorBudget: { percent: 0 } }, 40, 0],
])("%j of %i tolerates %d failures", (options, total, expected) => {
  expect(toleratedFailures(options, total)).toBe(expected);
});

describe("what is no such value ends the command with code 2 and says what is one", () => {
  test.each([
    [["--retries", "21"], "give a whole number from 0 to 20."],
    [["--retries", "-1"], "give a whole number from 0 to 20."],
    [["--retries", "1e1"], "give a whole number from 0 to 20."],
    [["--timeout", "10"], "a duration looks like 90s, 30m or 2h, and is no longer than 24h."],
    [["--timeout", "0s"], "a duration looks like 90s, 30m or 2h, and is no longer than 24h."],
    [["--timeout", "25h"], "a duration looks like 90s, 30m or 2h, and is no longer than 24h."],
    [["--error-budget", "101%"], "give a number such as 10, or a share such as 5%."],
    [["--error-budget", "-3"], "give a number such as 10, or a share such as 5%."],
    [["--fail-fast", "--error-budget", "3"], "cannot be used with option"],
  ])("%j", async (words, told) => {
    const estate = copyEstate("base");
    for (const verb of [["up"], ["preview"], ["destroy"], ["cell", "up"]]) {
      const { code, stdout, stderr } = await estate.command([...verb, "acme", ...words]);
      expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(told)]);
    }
    estate.remove();
  });
});
