/** Targets that fail, over thirty tenants, and answers that are lost, of every type that small tenants have. */
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";

import { copyEstate, type TestEstate } from "../helpers/cli.ts";
import { roomForFleets, smallFleet } from "../helpers/faults/fleet.ts";
import { badDay, comeUp, tryOften } from "../helpers/faults/targets.ts";

jest.setTimeout(3_600_000);

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate();
});

afterEach(() => {
  estate.remove();
});

test("thirty tenants come up where targets throttle, fail and lose answers, and nothing is made twice", async () => {
  smallFleet(estate, 30);
  tryOften(estate);
  estate.sandbox(badDay);
  expect(await comeUp(estate)).toEqual({ code: 0, errors: [], differences: [] });
});

test("every create may lose its answer once", async () => {
  smallFleet(estate, 3);
  tryOften(estate);
  const types = [
    "aws:*",
    "kubernetes:core/*",
    "kubernetes:networking.k8s.io/*",
    "kubernetes:rbac.authorization.k8s.io/*",
  ];
  const lost = { operations: ["create"], code: "RequestTimeout", message: "No answer came.", when: "lost" };
  estate.sandbox({
    limits: roomForFleets,
    faults: types.map((type) => ({ ...lost, type, probability: 0.5, count: 10 })),
  });
  expect(await comeUp(estate)).toEqual({ code: 0, errors: [], differences: [] });
});
