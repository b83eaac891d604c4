import { expect, test } from "@jest/globals";

import { covers, parsePath, putBack, valueAt } from "../../../../core/diff/propertyPath.ts";

test.each([
  ["", []],
  ["tags", ["tags"]],
  ["tags.Name", ["tags", "Name"]],
  ["rules[0].cidrBlock", ["rules", "0", "cidrBlock"]],
  ['metadata.labels["app.kubernetes.io/name"]', ["metadata", "labels", "app.kubernetes.io/name"]],
  ['a["b\\"c\\\\d"].e', ["a", 'b"c\\d', "e"]],
  ["list[*].name", ["list", "*", "name"]],
  ["*", ["*"]],
])("the path %s is read as its steps", (path, steps) => {
  expect(parsePath(path)).toEqual(steps);
});

test("a pattern covers what is at it or below it", () => {
  expect(covers(["a", "*"], ["a", "b", "c"])).toBe(true);
  expect(covers(["a", "*"], ["a"])).toBe(false);
  expect(covers([], ["a"])).toBe(true);
  expect(covers(["b"], ["a"])).toBe(false);
});

test("a value is found at its path, and nothing that an object has by its nature", () => {
  expect(valueAt({ a: [{ b: 1 }] }, ["a", "0", "b"])).toBe(1);
  expect(valueAt({ a: [] }, ["a", "length", "x"])).toBeUndefined();
  expect(valueAt({ a: {} }, ["a", "constructor"])).toBeUndefined();
});

test.each([
  [["a"], { a: 1, b: 1 }, { a: 2, b: 2 }, { a: 1, b: 2 }],
  [["a"], { b: 1 }, { a: 2, b: 2 }, { b: 2 }],
  [["a"], { a: 1 }, {}, { a: 1 }],
  [["a", "b"], { a: { b: 1 } }, { a: { b: 2, c: 2 } }, { a: { b: 1, c: 2 } }],
  [["a", "b"], { a: { b: 1 } }, {}, {}],
  [["a", "*"], { a: { b: 1, d: 1 } }, { a: { b: 2, c: 2 } }, { a: { b: 1, d: 1 } }],
  [["l", "*", "x"], { l: [{ x: 1 }, { x: 2 }] }, { l: [{ x: 3 }, { x: 4, y: 4 }] }, { l: [{ x: 1 }, { x: 2, y: 4 }] }],
  [["l", "*"], { l: [1] }, { l: [2, 3] }, { l: [2, 3] }],
  [["l", "1"], { l: [1, 1] }, { l: [2, 2] }, { l: [2, 1] }],
  [["l", "5"], { l: [1] }, { l: [2] }, { l: [2] }],
])("what lies at %j is put back", (path, before, after, expected) => {
  expect(putBack(before, after, path)).toEqual(expected);
});
