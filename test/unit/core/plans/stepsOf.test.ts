import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { stepsOf, type StepEvent, type StepMetadata } from "../../../../core/plans/stepsOf.ts";

const urn = (type: string, name: string): string => `urn:pulumi:acme::tenantry::${type}::${name}`;
const bucket = "aws:s3/bucket:Bucket";
const event = (metadata: StepMetadata): StepEvent => ({ resourcePreEvent: { metadata } });
const about = (op: string, name = "assets", type = bucket): StepMetadata => ({ op, type, urn: urn(type, name) });
const one = (...steps: StepMetadata[]) => stepsOf(steps.map(event)).steps[0];

describe("what a preview says will be done", () => {
  test("is counted where all stays as it is, and is no step where a resource is only read", () => {
    const { steps, same } = stepsOf([
      event(about("same")),
      event(about("read", "other")),
      { resourcePreEvent: undefined },
    ]);
    expect([steps, same]).toEqual([[], 1]);
  });

  test("names operation, resource and what changes of it", () => {
    const update = one({
      ...about("update"),
      old: { inputs: { tags: { tier: "a" } } },
      new: { inputs: { tags: { tier: "b" } } },
      diffs: ["tags"],
      detailedDiff: { "tags.tier": { diffKind: "update" } },
    });
    expect(update).toMatchObject({ op: "update", type: bucket, name: "assets", paths: ["tags.tier"], causes: [] });
    expect(update).toMatchObject({ stateful: true, protected: false, retained: false, unprotects: [] });
  });

  test("takes a side that the engine's log has as null for one that is not there", () => {
    expect(one({ ...about("create"), old: null, new: { inputs: {} } })).toMatchObject({ op: "create", unprotects: [] });
    expect(one({ ...about("delete"), old: { inputs: {} }, new: null })).toMatchObject({ op: "delete", unprotects: [] });
  });

  test("has the outermost properties where the provider tells no paths", () => {
    expect(one({ ...about("update"), old: {}, new: {}, diffs: ["b", "a", "b"] })?.paths).toEqual(["a", "b"]);
  });

  test.each([
    [["create-replacement", "replace", "delete-replaced"]],
    [["delete-replaced", "replace", "create-replacement"]],
    [["import-replacement", "replace", "delete-replaced"]],
  ])("is one replacement, with its causes, where the engine tells of %p", (operations) => {
    const sides = { old: { inputs: { bucket: "a" } }, new: { inputs: { bucket: "b" } } };
    const told = operations.map((op) => ({
      ...about(op),
      ...sides,
      keys: ["bucket"],
      detailedDiff: { bucket: { diffKind: "update-replace" }, "tags.a": { diffKind: "add" } },
    }));
    const { steps, same } = stepsOf(told.map(event));
    expect(steps.map(({ op, paths, causes }) => [op, paths, causes])).toEqual([
      ["replace", ["bucket", "tags.a"], ["bucket"]],
    ]);
    expect(same).toBe(0);
  });

  test("is a removal where an earlier replacement has left something behind", () => {
    expect(one({ ...about("delete-replaced"), old: { inputs: {} } })?.op).toBe("delete");
  });

  test("keeps apart what stays in the target when it goes from the stack", () => {
    expect(one({ ...about("delete"), old: { retainOnDelete: true, inputs: {} } })?.retained).toBe(true);
    expect(one({ ...about("delete"), old: { protect: true, inputs: {} } })).toMatchObject({
      retained: false,
      protected: true,
    });
  });

  test("has a step for a protection that the engine gives up without a change of the resource", () => {
    const { steps, same } = stepsOf([
      event({ ...about("same"), old: { protect: true, inputs: {} }, new: { inputs: {} } }),
    ]);
    expect(steps.map(({ op, paths, unprotects }) => [op, paths, unprotects])).toEqual([["update", [], ["protect"]]]);
    expect(same).toBe(0);
  });

  test("names URNs whose names have colons in them whole", () => {
    expect(one(about("create", "a::b"))?.name).toBe("a::b");
  });
});

describe("the digest of values", () => {
  const digestOf = (before: object | undefined, after: object | undefined): string | undefined =>
    one({
      ...about("update"),
      old: before && { inputs: before as Record<string, unknown> },
      new: after && { inputs: after as Record<string, unknown> },
    })?.values;

  test("changes with any value on either side", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const different = JSON.stringify(a) !== JSON.stringify(b);
        fc.pre(different && ![a, b].some((value) => JSON.stringify(value).includes("__")));
        fc.pre(JSON.stringify(a).replaceAll("-0", "0") !== JSON.stringify(b).replaceAll("-0", "0"));
        expect(digestOf({ x: a }, { x: 1 }) === digestOf({ x: b }, { x: 1 })).toBe(isSame(a, b));
        expect(digestOf({ x: 1 }, { x: a }) === digestOf({ x: 1 }, { x: b })).toBe(isSame(a, b));
      }),
    );
  });

  test("does not know what the provider has made up, nor secrets", () => {
    const made = (name: string) => ({ name, path: "/", __defaults: ["name"] });
    expect(digestOf(undefined, made("a-1"))).toBe(digestOf(undefined, made("a-2")));
    const object = (name: string) => ({ metadata: { name, annotations: { "pulumi.com/autonamed": "true" } } });
    expect(digestOf(undefined, object("a-1"))).toBe(digestOf(undefined, object("a-2")));
    const secret = (ciphertext: string) => ({
      password: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext },
    });
    expect(digestOf(undefined, secret("a"))).toBe(digestOf(undefined, secret("b")));
    expect(digestOf(undefined, secret("a"))).not.toBe(digestOf(undefined, { password: "a" }));
  });
});

/** Equal as JSON has it, whatever the order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== "object" || value === null) return value;
    return Object.entries(value)
      .toSorted(([x], [y]) => (x < y ? -1 : 1))
      .map(([key, field]) => [key, sorted(field)]);
  };
  const tagged = (value: unknown): string => JSON.stringify([Array.isArray(value), typeof value, sorted(value)]);
  return tagged(a) === tagged(b);
}
