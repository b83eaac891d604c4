/** Many stacks, and more than one run, at the same time. */
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";

import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { differences } from "../../helpers/faults/converged.ts";
import { roomForFleets, smallFleet } from "../../helpers/faults/fleet.ts";
import { manyAtOnce } from "../../helpers/faults/together.ts";
import { runResults } from "../../helpers/runResults.ts";

jest.setTimeout(900_000);

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate();
  estate.sandbox({ limits: roomForFleets });
});

afterEach(() => {
  estate.remove();
});

test("C12: twenty stacks, eight at once, twice over, without a failure", async () => {
  smallFleet(estate, 20);
  expect(await manyAtOnce(estate, 8, 2)).toEqual([]);
});

test("of two fleets at once, each tenant is run by one at a time: the other waits, or says who holds it", async () => {
  smallFleet(estate, 4);
  const fleet = () => estate.tenantry(["up", "--all", "--json"]);
  const both = await Promise.all([fleet(), fleet()]);
  for (const outcome of both) {
    for (const { result, failure, errors } of runResults(outcome)) {
      if (result !== "failed") continue;
      expect([outcome.code, failure, errors.join("\n")]).toEqual([
        expect.any(Number),
        "locked",
        expect.stringMatching(/\d+/),
      ]);
    }
  }
  expect(await differences(estate)).toEqual([]);
});
