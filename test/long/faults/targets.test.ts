/** Targets that fail: what can converge does, and the rest is told. `npm run test:faults` does it at length. */
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";

import { copyEstate, type TestEstate } from "../../helpers/cli.ts";
import { differences } from "../../helpers/faults/converged.ts";
import { roomForFleets, smallFleet } from "../../helpers/faults/fleet.ts";
import { badDay, comeUp, tryOften, upAll } from "../../helpers/faults/targets.ts";

jest.setTimeout(600_000);

let estate: TestEstate;

beforeEach(() => {
  estate = copyEstate();
  smallFleet(estate, 3);
});

afterEach(() => {
  estate.remove();
});

test("a fleet comes up where targets throttle, fail and lose answers, and nothing is made twice", async () => {
  tryOften(estate);
  estate.sandbox(badDay);
  expect(await comeUp(estate)).toEqual({ code: 0, errors: [], differences: [] });
});

test("an answer that is lost: the object is an orphan, and the next run takes it into the state", async () => {
  const [type, id] = ["aws:ec2/vpc:Vpc", "t02"];
  const fault = { type, operations: ["create"], code: "RequestTimeout", message: "No answer came.", when: "lost" };
  estate.sandbox({ limits: roomForFleets, faults: [{ ...fault, count: 1 }] });
  const first = await estate.tenantry(["up", id, "--retries", "0"]);
  expect([first.code, first.stdout]).toEqual([1, expect.stringContaining("RequestTimeout")]);
  const orphans = await estate.command(["orphans", id]);
  expect([orphans.code, orphans.stdout]).toEqual([1, expect.stringContaining(type)]);
  const second = await estate.tenantry(["up", "--all"]);
  expect(second.stderr).toContain(`${id}: settled what a run had left: 1 object that was made is taken into the state`);
  expect(second.code).toBe(0);
  expect(await differences(estate)).toEqual([]);
});

test("a cell that is down fails its own tenants, says so, and holds up nobody else", async () => {
  const fault = { type: "kubernetes:*", code: "ServiceUnavailable", message: "The cluster is down." };
  estate.sandbox({ limits: roomForFleets, faults: [fault] });
  const { code, results } = await upAll(estate, ["--retries", "0"]);
  expect(code).toBe(3);
  expect(results.map(({ tenant, result, failure }) => [tenant, result, failure])).toEqual([
    ["t00", "failed", "transient"],
    ["t01", "failed", "transient"],
    ["t02", "created", null],
  ]);
  expect(results[0]?.errors.join("\n")).toContain("ServiceUnavailable: The cluster is down.");
  estate.sandbox({ limits: roomForFleets });
  expect((await upAll(estate)).code).toBe(0);
  expect(await differences(estate)).toEqual([]);
});

test("a full disk is told as one, and when there is room again the fleet comes up", async () => {
  estate.sandbox({ limits: roomForFleets, maxPageCount: 40 });
  const { code, results } = await upAll(estate, ["--retries", "0"]);
  expect(code).not.toBe(0);
  expect(results.flatMap(({ errors }) => errors).join("\n")).toMatch(/full/i);
  estate.sandbox({ limits: roomForFleets });
  expect((await upAll(estate)).code).toBe(0);
  expect(await differences(estate)).toEqual([]);
});
