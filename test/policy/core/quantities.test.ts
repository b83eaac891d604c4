import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { quantity } from "../../../core/policies/kubernetes/quantity.ts";
import { awsRunsPerWeek, databaseRunsPerWeek } from "../../../core/policies/schedules.ts";

test.each([
  ["2000m", 2],
  ["2", 2],
  [3, 3],
  ["250m", 0.25],
  ["1.5", 1.5],
  ["1Ki", 1024],
  ["4Gi", 4 * 2 ** 30],
  ["4096Mi", 4 * 2 ** 30],
  ["1k", 1000],
  ["5G", 5e9],
  ["", Infinity],
  ["x", Infinity],
  ["1Zi", Infinity],
  ["-1", Infinity],
  ["1constructor", Infinity],
  [undefined, Infinity],
  [{}, Infinity],
])("the quantity %j is %s", (text, expected) => {
  expect(quantity(text)).toBe(expected);
});

test("a quantity is the same in every unit that the server may write it in", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (amount) => {
      expect(quantity(`${String(amount * 1000)}m`)).toBe(quantity(String(amount)));
      expect(quantity(`${String(amount * 1024)}Mi`)).toBe(quantity(`${String(amount)}Gi`));
    }),
  );
});

describe("how often a schedule runs in a week", () => {
  test.each([
    ["cron(0 * * * ? *)", 168],
    ["cron(0 2,6,10,14,18,22 * * ? *)", 42],
    ["cron(30 6,18 * * ? *)", 14],
    ["cron(0 6 * * ? *)", 7],
    ["cron(0 6 ? * SUN *)", 1],
    ["cron(0 6 ? * MON,THU *)", 2],
    ["cron(0 6 1 * ? *)", 0],
    ["cron(0 6 * 1 ? *)", 0],
    ["cron(* 6 * * ? *)", 0],
    ["rate(1 day)", 0],
    ["cron()", 0],
    [undefined, 0],
  ])("%j on AWS: %d", (schedule, expected) => {
    expect(awsRunsPerWeek(schedule)).toBe(expected);
  });

  test.each([
    ["0 0 1,7,13,19 * * *", 28],
    ["0 0 1 * * *", 7],
    ["0 30 1 * * 0", 1],
    ["0 0 1 1 * *", 0],
    ["0 0 1 * 1 *", 0],
    ["0 1 * * *", 0],
    ["@daily", 0],
    [7, 0],
  ])("%j of a database: %d", (schedule, expected) => {
    expect(databaseRunsPerWeek(schedule)).toBe(expected);
  });
});
