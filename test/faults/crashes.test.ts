/** Forty runs over thirty tenants that are killed. */
import { afterEach, beforeEach, expect } from "@jest/globals";
import { mkdirSync } from "node:fs";

import { copyEstate, type TestEstate } from "../helpers/cli.ts";
import { crashAgainAndAgain } from "../helpers/faults/crashes.ts";
import { roomForFleets, smallFleet } from "../helpers/faults/fleet.ts";
import { startRandom } from "../helpers/faults/random.ts";
import { testUnless } from "../helpers/skip.ts";

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate();
  mkdirSync(estate.stateDirectory, { recursive: true });
});

afterEach(() => {
  estate.remove();
});

const onLinux = testUnless(process.platform === "linux" ? undefined : "processes are found in /proc");

onLinux(
  "whenever a run dies, alone or with all that it has started, the next one makes inventory, states and manifests one",
  async () => {
    const ids = smallFleet(estate, 30);
    estate.sandbox({
      limits: roomForFleets,
      latency: [
        { type: "*", operations: ["create", "delete"], milliseconds: 50 },
        { type: "*", operations: ["create", "delete"], milliseconds: 250, when: "after" },
      ],
    });
    const random = startRandom("crashes");
    const times = { shortest: 0, longest: 20_000 };
    expect(await crashAgainAndAgain({ estate, ids, random, moments: 40, lookAfter: 4, ...times })).toEqual([]);
  },
  3 * 3_600_000,
);
