/** Forty runs over thirty tenants that are killed. */
import { afterEach, beforeEach, expect } from "@jest/globals";

import { copyEstate, type TestEstate } from "../helpers/cli.ts";
import { crashAgainAndAgain } from "../helpers/faults/crashes.ts";
import { onLinux } from "../helpers/skip.ts";

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate();
});

afterEach(() => {
  estate.remove();
});

onLinux(
  "whenever a run dies, alone or with all that it has started, the next one makes inventory, states and manifests one",
  async () => {
    const times = { shortest: 0, longest: 15_000 };
    expect(await crashAgainAndAgain({ estate, size: 30, moments: 40, lookAfter: 4, ...times })).toEqual([]);
  },
  3 * 3_600_000,
);
