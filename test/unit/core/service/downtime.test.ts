import { describe, expect, test } from "@jest/globals";
import { array, assert, boolean, integer, property, record } from "fast-check";

import { downtimeOf, type Outage } from "../../../../core/service/downtime.ts";

const outage = (from: number, to: number, impact = 10_000, excluded = false): Outage => ({
  from,
  to,
  impact,
  excluded,
});

describe("downtime", () => {
  test.each<[string, Outage[], number, number]>([
    ["of nothing", [], 0, 0],
    ["of one", [outage(10, 20)], 100_000, 0],
    ["of one that lies in another counts once", [outage(10, 20), outage(12, 15)], 100_000, 0],
    ["of two that overlap counts once", [outage(10, 20), outage(15, 25)], 150_000, 0],
    ["of two that meet counts both", [outage(10, 20), outage(20, 25)], 150_000, 0],
    ["of two that do not counts no time between them", [outage(10, 11), outage(20, 21)], 20_000, 0],
    ["by the greater impact", [outage(10, 20, 2500), outage(15, 18)], 7 * 2500 + 30_000, 0],
    ["without what is excluded", [outage(10, 20, 10_000, true)], 0, 10],
    ["counts what fails during what is excluded", [outage(10, 20, 10_000, true), outage(12, 14, 5000)], 10_000, 8],
  ])("%s", (_name, outages, weighted, excludedSeconds) => {
    expect(downtimeOf(outages)).toEqual({ weighted, excludedSeconds });
  });

  test("is what counting second by second gives", () => {
    const any = record({
      from: integer({ min: 0, max: 60 }),
      length: integer({ min: 1, max: 30 }),
      impact: integer({ min: 1, max: 10_000 }),
      excluded: boolean(),
    }).map(({ from, length, ...rest }): Outage => ({ from, to: from + length, ...rest }));
    assert(
      property(array(any, { maxLength: 12 }), (outages) => {
        let [weighted, excludedSeconds] = [0, 0];
        for (let second = 0; second < 100; second++) {
          const open = outages.filter(({ from, to }) => from <= second && second < to);
          const impact = Math.max(0, ...open.filter(({ excluded }) => !excluded).map((one) => one.impact));
          weighted += impact;
          if (impact === 0 && open.length > 0) excludedSeconds += 1;
        }
        expect(downtimeOf(outages)).toEqual({ weighted, excludedSeconds });
      }),
    );
  });
});
