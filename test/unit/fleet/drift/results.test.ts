import { describe, expect, test } from "@jest/globals";

import type { FoundDrift } from "../../../../fleet/drift/examine.ts";
import type { Looked } from "../../../../fleet/drift/look.ts";
import { driftExitCode, driftResult, type Repair } from "../../../../fleet/drift/results.ts";

const quota: FoundDrift = {
  cell: "eu-1",
  kind: "ResourceQuota",
  namespace: "prod",
  name: "q",
  drift: "changed",
  relevance: "security",
  paths: [],
};
const policy: FoundDrift = { ...quota, kind: "NetworkPolicy", name: "p", drift: "foreign" };
const saw = (...objects: FoundDrift[]): Looked => ({ seconds: 1, look: { objects, comparisons: [] } });
const outcome: Repair["outcome"] = { result: "updated", errors: [], seconds: 5 };

describe("a look", () => {
  test.each<[Looked, string]>([
    [saw(), "clean"],
    [saw(quota), "drifted"],
    [{ seconds: 1, look: undefined }, "not-provisioned"],
    [{ seconds: 1, error: "no cluster" }, "failed"],
    [{ seconds: 0, stopped: "not-started" }, "not-started"],
  ])("%j is %s", (looked, result) => {
    expect(driftResult(looked).result).toBe(result);
  });

  test("that failed says why", () => {
    expect(driftResult({ seconds: 1, error: "no cluster" }).errors).toEqual(["no cluster"]);
  });
});

describe("a repair", () => {
  test("has repaired what a second look no longer finds, and takes as long as all of it", () => {
    expect(driftResult(saw(quota, policy), { outcome, problems: [], looks: [saw(policy), saw()] })).toEqual({
      result: "repaired",
      objects: [
        { ...quota, repaired: true },
        { ...policy, repaired: true },
      ],
      seconds: 8,
      errors: [],
    });
  });

  test("tells what is still there, and what is new", () => {
    const other = { ...policy, name: "new" };
    expect(driftResult(saw(quota, policy), { outcome, problems: ["kept"], looks: [saw(policy, other)] })).toMatchObject(
      {
        result: "drifted",
        objects: [
          { name: "q", repaired: true },
          { name: "p", repaired: false },
          { name: "new", repaired: false },
        ],
        errors: ["kept"],
      },
    );
  });

  test.each(["refused", "needs-approval", "failed", "interrupted"] as const)(
    "that ended %s is so, whatever is left",
    (result) => {
      const ended = { result, errors: ["because"], seconds: 1 };
      expect(driftResult(saw(quota), { outcome: ended, problems: [], looks: [saw()] })).toMatchObject({
        result,
        errors: ["because"],
      });
    },
  );

  test("that nobody could look at again has failed", () => {
    const looks: Looked[] = [{ seconds: 1, error: "gone" }];
    expect(driftResult(saw(quota), { outcome, problems: [], looks })).toMatchObject({
      result: "failed",
      objects: [{ name: "q", repaired: false }],
      errors: ["gone"],
    });
  });
});

test.each([
  [["clean", "not-provisioned", "repaired"], 0],
  [["clean", "drifted"], 1],
  [["failed", "drifted"], 3],
  [["failed"], 1],
  [["needs-approval", "clean"], 4],
  [["interrupted", "drifted"], 130],
] as const)("the exit code of %j is %i", (results, code) => {
  expect(driftExitCode(results.map((result) => ({ result })))).toBe(code);
});
