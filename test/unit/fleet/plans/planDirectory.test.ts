import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { digestsOf, draftPlan, occupied, readPlan } from "../../../../fleet/plans/planDirectory.ts";
import { planFor, plannedStep, plannedTenant } from "../../../helpers/plannedStep.ts";

let parent: string;
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), "tenantry-plans-"));
});
afterAll(() => {
  rmSync(parent, { recursive: true, force: true });
});

const plan = planFor([plannedTenant("acme", [plannedStep()]), plannedTenant("globex", [])]);
const mode = (path: string): number => statSync(path).mode & 0o777;

describe("a plan's directory", () => {
  test("is there when it is whole, its owner's alone, and takes the place of an earlier one", () => {
    const directory = join(parent, "plan");
    for (const summary of ["one", "two"]) {
      const draft = draftPlan(parent);
      expect([draft.hasEnginePlan("acme"), occupied(directory)]).toEqual([false, undefined]);
      writeFileSync(draft.enginePlan("acme"), "{}", { mode: 0o644 });
      expect(draft.hasEnginePlan("acme")).toBe(true);
      draft.finish(directory, plan, summary);
      draft.discard();
      expect(readdirSync(parent)).toEqual(["plan"]);
      expect([mode(directory), ...readdirSync(directory).map((name) => mode(join(directory, name)))]).toEqual([
        0o700, 0o600, 0o600, 0o600,
      ]);
      expect(readFileSync(join(directory, "summary.md"), "utf8")).toBe(summary);
    }
    expect(readPlan(directory)).toEqual(plan);
  });

  test("leaves nothing when it is given up", () => {
    draftPlan(join(parent, "given-up")).discard();
    expect(readdirSync(join(parent, "given-up"))).toEqual([]);
  });

  test("is not read where its digests do not fit", () => {
    const directory = join(parent, "changed");
    mkdirSync(directory);
    const text = JSON.stringify(plan);
    for (const [from, to] of [
      ['"op":"update"', '"op":"delete"'],
      [plan.digest, "0".repeat(64)],
      ['"kind":"Plan"', '"kind":"Other"'],
      ["{", ""],
    ] as const) {
      writeFileSync(join(directory, "plan.json"), text.replace(from, to));
      expect(readPlan(directory)).toBeUndefined();
    }
    writeFileSync(join(directory, "plan.json"), text);
    expect(readPlan(directory)).toEqual(plan);
  });

  test("does not take the place of what is no plan", () => {
    const [empty, other, link] = ["empty", "other", "link"].map((name) => join(parent, name));
    mkdirSync(empty ?? "");
    mkdirSync(other ?? "");
    writeFileSync(join(other ?? "", "thesis.txt"), "x");
    symlinkSync(empty ?? "", link ?? "");
    expect(occupied(empty ?? "")).toBeUndefined();
    expect(occupied(other ?? "")).toContain("holds no plan");
    expect(occupied(link ?? "")).toContain("no directory");
  });

  test("has the digests of those that have steps", () => {
    expect(digestsOf(plan)).toEqual({ acme: plan.tenants[0]?.digest });
  });
});
