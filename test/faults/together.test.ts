/** Twenty stacks at once, a hundred times over. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { copyEstate, type TestEstate } from "../helpers/cli.ts";
import { roomForFleets, smallFleet } from "../helpers/faults/fleet.ts";
import { manyAtOnce } from "../helpers/faults/together.ts";

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate();
  estate.sandbox({ limits: roomForFleets });
});

afterEach(() => {
  estate.remove();
});

test(
  "C12: twenty stacks at once, a hundred times over, without a failure",
  async () => {
    smallFleet(estate, 20);
    expect(await manyAtOnce(estate, 20, 100)).toEqual([]);
  },
  4 * 3_600_000,
);
