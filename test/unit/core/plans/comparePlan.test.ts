import { describe, expect, test } from "@jest/globals";

import { comparePlan } from "../../../../core/plans/comparePlan.ts";
import { plannedStep, plannedTenant } from "../../../helpers/plannedStep.ts";

const planned = plannedTenant("acme", [
  plannedStep({ paths: ["tags.a"] }),
  plannedStep({ name: "logs", op: "create" }),
]);

describe("what moved since a plan", () => {
  test("is nothing where all is as it was", () => {
    expect(comparePlan(planned, { ...planned })).toBeUndefined();
  });

  test("is the manifest, and the state with when it was written", () => {
    expect(comparePlan(planned, { ...planned, resolved: "e".repeat(64) })?.reasons).toEqual([
      "Its manifest, or what it takes from catalogue and estate, has changed.",
    ]);
    expect(comparePlan(planned, { ...planned, state: "2" }, "2026-12-02T10:00:00Z")?.reasons).toEqual([
      "Its stack's state was written since, last at 2026-12-02T10:00:00Z: somebody has run it.",
    ]);
    expect(comparePlan(planned, { ...planned, state: null })?.reasons).toEqual(["Its stack has gone."]);
    expect(comparePlan({ ...planned, state: null }, planned)?.reasons).toEqual(["It has a stack now, and had none."]);
  });

  test("is each step that came, went, or is another", () => {
    const now = plannedTenant("acme", [
      plannedStep({ paths: ["tags.a"], values: "b".repeat(64) }),
      plannedStep({ name: "new", op: "delete" }),
    ]);
    expect(comparePlan(planned, now)?.reasons).toEqual([
      "New: delete aws:s3/bucket:Bucket new.",
      "No longer: create aws:s3/bucket:Bucket logs.",
      "With other values: update aws:s3/bucket:Bucket assets (tags.a).",
    ]);
    const replaced = plannedTenant("acme", [
      plannedStep({ op: "replace", paths: ["bucket"] }),
      plannedStep({ name: "logs", op: "create" }),
    ]);
    expect(comparePlan(planned, replaced)?.reasons).toEqual([
      "Otherwise: replace aws:s3/bucket:Bucket assets (bucket), and not update aws:s3/bucket:Bucket assets (tags.a).",
    ]);
  });

  test("is counted where it is much", () => {
    const now = plannedTenant("acme", [
      ...planned.steps,
      ...Array.from({ length: 30 }, (_, index) => plannedStep({ name: `n${String(index)}` })),
    ]);
    expect(comparePlan(planned, now)?.reasons).toHaveLength(11);
    expect(comparePlan(planned, now)?.reasons.at(-1)).toBe("And 20 more.");
  });
});
