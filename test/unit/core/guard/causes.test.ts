import { describe, expect, test } from "@jest/globals";

import { changesWhatRuns, runCauses, stackCauses, type StackSteps } from "../../../../core/guard/causes.ts";
import type { PlannedStep } from "../../../../core/results/steps.ts";
import { fleetSettings } from "../../../../core/schema/fleet.ts";
import { plannedStep } from "../../../helpers/plannedStep.ts";

const { guard } = fleetSettings.parse({});

const stack = (steps: readonly PlannedStep[], same = 0, name = "acme"): StackSteps => ({
  stack: name,
  steps: [...steps],
  same,
  digest: "b".repeat(64),
});
const many = (count: number, given: Partial<PlannedStep>): PlannedStep[] =>
  Array.from({ length: count }, () => plannedStep(given));
const reasons = (steps: readonly PlannedStep[], same = 0) =>
  stackCauses(stack(steps, same), guard).map(({ reason }) => reason);

describe("the guard of one stack", () => {
  test.each<[string, Partial<PlannedStep>, string[]]>([
    ["an update", {}, []],
    ["an update of what holds data", { stateful: true }, []],
    ["a creation of what holds data", { op: "create", stateful: true }, []],
    ["a deletion of what holds nothing", { op: "delete" }, []],
    ["a replacement of what holds nothing", { op: "replace" }, []],
    ["a deletion of what holds data", { op: "delete", stateful: true }, ["stateful-deletion"]],
    ["a replacement of what holds data", { op: "replace", stateful: true }, ["stateful-replacement"]],
    ["a deletion from the stack alone", { op: "delete", stateful: true, retained: true }, []],
    ["a protection taken away", { unprotects: ["protect"] }, ["unprotection"]],
    [
      "a protection taken away by a replacement",
      { op: "replace", stateful: true, unprotects: ["forceDestroy"] },
      ["stateful-replacement", "unprotection"],
    ],
  ])("%s", (_what, given, expected) => {
    expect(reasons([plannedStep(given)])).toEqual(expected);
  });

  test("names each cause with its resource and what brings it about", () => {
    const causes = stackCauses(
      stack([
        plannedStep({ op: "delete", stateful: true }),
        plannedStep({ op: "replace", stateful: true, causes: ["bucket", "tags"] }),
        plannedStep({ unprotects: ["deletionProtection", "protect"] }),
      ]),
      guard,
    );
    expect(causes.map(({ message }) => message)).toEqual([
      "aws:s3/bucket:Bucket assets would be deleted, with all that it holds.",
      "aws:s3/bucket:Bucket assets would be replaced, because of bucket, tags; what it holds goes with it.",
      "aws:s3/bucket:Bucket assets would lose its protection: deletionProtection, protect.",
    ]);
    expect(causes.every(({ stack: name, urn }) => name === "acme" && urn === plannedStep().urn)).toBe(true);
  });

  test("counts nothing of a tenant that is to be suspended, but watches what holds data or is protected", () => {
    const ofSuspended = (steps: readonly PlannedStep[]) =>
      stackCauses(stack(steps), guard, true).map(({ reason }) => reason);
    expect(ofSuspended(many(100, { op: "delete" }))).toEqual([]);
    expect(ofSuspended([...many(100, { op: "delete" }), plannedStep({ op: "delete", stateful: true })])).toEqual([
      "stateful-deletion",
    ]);
    expect(ofSuspended([plannedStep({ unprotects: ["protect"] })])).toEqual(["unprotection"]);
  });

  test.each([
    ["as many as may always go", 15, 0, []],
    ["one more of a small stack", 16, 0, ["mass-deletion"]],
    ["one more of a stack of which it is little", 16, 100, []],
    ["as large a part as may always go", 40, 60, []],
    ["a larger part", 41, 59, ["mass-deletion"]],
  ])("lets go %s", (_what, gone, same, expected) => {
    expect(reasons(many(gone, { op: "delete" }), same)).toEqual(expected);
    expect(reasons(many(gone, { op: "replace" }), same)).toEqual(expected);
  });

  test("never stops what only creates, however much it is", () => {
    expect(reasons(many(5_000, { op: "create", stateful: true }))).toEqual([]);
  });
});

describe("the guard of a run", () => {
  const changed = (count: number): StackSteps[] =>
    Array.from({ length: count }, (_, index) => stack([plannedStep()], 0, `t${String(index)}`));

  test.each([
    [50, 50, []],
    [51, 51, ["mass-change"]],
    [51, 1_000, []],
    [250, 1_000, []],
    [251, 1_000, ["mass-change"]],
  ])("%i of %i tenants that change", (count, stacks, expected) => {
    expect(runCauses(changed(count), stacks, guard).map(({ reason }) => reason)).toEqual(expected);
  });

  test("counts no tenant that is only created", () => {
    const created = Array.from({ length: 1_000 }, () => stack(many(2, { op: "create" })));
    expect(runCauses(created, 1_000, guard)).toEqual([]);
    expect(created.some(changesWhatRuns)).toBe(false);
  });

  test("counts what goes of all together", () => {
    const gone = (count: number) => Array.from({ length: count }, () => stack(many(3, { op: "delete" }), 30));
    expect(runCauses(gone(100), 1_000, guard)).toEqual([]);
    expect(runCauses(gone(101), 1_000, guard)).toEqual([
      {
        reason: "mass-deletion",
        stack: null,
        urn: null,
        message: "303 resources would be deleted or replaced at once; up to 300 may without an approval.",
      },
    ]);
  });
});
