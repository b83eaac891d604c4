import { expect, test } from "@jest/globals";
import { setImmediate } from "node:timers/promises";

import type { StackStates } from "../../../../fleet/engine/stackStates.ts";
import { readAllRuns } from "../../../../fleet/moves/readAllRuns.ts";

const web = { service: "iaas", tier: { name: "standard", version: 1 }, cell: "main", bundle: {} };
const state = { resources: 1, pending: false, cells: new Set<string>() };

test("states are read side by side, a few at a time, and told in the order of the tenants", async () => {
  let [now, most] = [0, 0];
  const states: StackStates = {
    names: () => Promise.resolve(new Set()),
    read: async (name) => {
      most = Math.max(most, (now += 1));
      // The first ones take longest.
      for (let turns = 20 - Number(name); turns > 0; turns -= 1) await setImmediate();
      now -= 1;
      if (name === "3") throw new Error("it is locked");
      return name === "4" ? undefined : { ...state, outputs: { runs: { subscriptions: { [name]: web } } } };
    },
  };
  const ids = Array.from({ length: 20 }, (_, index) => String(index));
  const all = await readAllRuns(ids, states);
  expect(most).toBe(4);
  expect(all.map(([id]) => id)).toEqual(ids);
  expect(all.slice(2, 6)).toEqual([
    ["2", { running: { "2": web } }],
    ["3", { running: undefined, problem: "it is locked" }],
    ["4", { running: undefined }],
    ["5", { running: { "5": web } }],
  ]);
});
