import { describe, expect, test } from "@jest/globals";

import { checkUnprotected, liftProtection } from "../../../../components/shared/unprotected.ts";

describe("what is to be unprotected", () => {
  test("is there", () => {
    expect(checkUnprotected(["buckets/assets", "key"], ["key", "buckets/assets", "volumes/data"])).toEqual([]);
  });

  test("is told of when it is not, with what is", () => {
    expect(checkUnprotected(["bucket/assets", "zzz"], ["buckets/assets"])).toEqual([
      {
        concern: "name",
        path: ["unprotected", 0],
        message: '"bucket/assets" is no part with data of this subscription.',
        allowed: "buckets/assets",
        fix: 'Did you mean "buckets/assets"?',
      },
      {
        concern: "name",
        path: ["unprotected", 1],
        message: '"zzz" is no part with data of this subscription.',
        allowed: "buckets/assets",
        fix: "Remove the entry; what is removed from its list needs none any more.",
      },
    ]);
    expect(checkUnprotected(["buckets/assets"], [])).toMatchObject([{ allowed: "none; it orders none" }]);
  });
});

test("only removals of parts in a list are protected against", () => {
  const change = { part: "x", property: "x: a → b", fix: "Fix it." };
  const changes = [
    { ...change, effect: "added", id: "buckets/a" },
    { ...change, effect: "removed", id: "buckets/b" },
    { ...change, effect: "removed", id: "buckets/c" },
    { ...change, effect: "removed" },
  ] as const;
  expect(liftProtection(changes, ["buckets/c"])).toEqual([
    changes[0],
    {
      ...changes[1],
      protected: true,
      fix: "Order it again with unprotected: [buckets/b] in the spec, apply that, and remove both after it.",
    },
    changes[2],
    changes[3],
  ]);
});
