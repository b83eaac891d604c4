import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { differences, mergePatch, removals } from "../../../../fleet/drift/differences.ts";
import type { Json, JsonObject } from "../../../../fleet/drift/exactPart.ts";

describe("differences", () => {
  test.each([
    ["a value", { spec: { pods: 4 } }, { spec: { pods: 5 } }, ["spec.pods"]],
    ["a field more", { spec: {} }, { spec: { ingress: [{}] } }, ["spec.ingress"]],
    ["a field less", { spec: { egress: [{}] } }, { spec: {} }, ["spec.egress"]],
    ["an item more", { rules: [{ a: 1 }] }, { rules: [{ a: 1 }, { a: 2 }] }, ["rules[1]"]],
    ["an item changed", { rules: [{ a: 1 }] }, { rules: [{ a: 2 }] }, ["rules[0].a"]],
    ["a key that is no word", { labels: {} }, { labels: { "tenantry.dev/x": "1" } }, ['labels["tenantry.dev/x"]']],
    ["an empty selector, which is not none", { peer: {} }, { peer: { podSelector: {} } }, ["peer.podSelector"]],
    ["a list instead of an object", { a: {} }, { a: [] }, ["a"]],
    ["an empty list, which the server leaves out", { ingress: [] }, {}, []],
    ["an amount in other words", { cpu: "4000m", memory: "2048Mi" }, { cpu: "4", memory: "2Gi" }, []],
    ["an amount that is another", { cpu: "4000m" }, { cpu: "4001m" }, ["cpu"]],
    ["decimal and binary amounts", { memory: "1G" }, { memory: "1Gi" }, ["memory"]],
    ["an amount against a word", { pods: "45" }, { pods: "many" }, ["pods"]],
  ])("%s", (_, wanted, found, paths) => {
    expect(differences(wanted as JsonObject, found as JsonObject)).toEqual(paths);
  });
});

const json = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Json[]>("a", "b", 1, 2, true),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc.dictionary(fc.constantFrom("x", "y", "z"), tie("value"), { noNullPrototype: true }),
}));

/** RFC 7386, section 2. */
function applied(patch: Json | undefined, target: Json | undefined): Json | undefined {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const isObject = typeof target === "object" && target !== null && !Array.isArray(target);
  const before = isObject ? (target as JsonObject) : {};
  const after = Object.entries(patch as JsonObject).map(([key, value]) => [key, applied(value, before[key])] as const);
  return Object.fromEntries(
    Object.entries({ ...before, ...Object.fromEntries(after) }).filter(([, value]) => value !== null),
  );
}

describe("patches", () => {
  test("a merge patch makes the one of the other, and is empty when nothing differs", () => {
    fc.assert(
      fc.property(json.object, json.object, (wanted, found) => {
        const patch = mergePatch(wanted, found);
        expect(differences(wanted, applied(patch, found))).toEqual([]);
        expect(Object.keys(patch).length === 0).toBe(differences(wanted, found).length === 0);
      }),
    );
  });

  test("removals take away what is not wanted, and change no value", () => {
    const wanted = { spec: { hard: { pods: "45" }, scopes: ["A"] }, rules: [1] };
    const found = { spec: { hard: { pods: "9999", more: "1" }, scopes: ["A", "B"] }, rules: [1, 2], extra: {} };
    expect(removals(wanted, found)).toEqual({ spec: { hard: { more: null } }, extra: null });
    expect(removals(wanted, wanted)).toEqual({});
  });
});
