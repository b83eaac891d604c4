import fc from "fast-check";
import { expect, test } from "@jest/globals";

import { whereJsonEnds } from "../../../../core/documents/jsonSyntax.ts";

/** What the engine's own parser says of a text. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test("takes all that JSON.parse takes, whatever the spaces", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 1, "\t", 7), (text, space) => {
      expect(whereJsonEnds(JSON.stringify(JSON.parse(text), null, space))).toBeUndefined();
    }),
  );
});

test("refuses all that JSON.parse refuses, at a place in the text", () => {
  const change = fc.record({
    at: fc.nat(),
    removed: fc.nat(3),
    added: fc.constantFrom("", ",", "'", "0", "x", "}", "[", "\\", '"', "\n"),
  });
  fc.assert(
    fc.property(fc.json(), change, (text, { at, removed, added }) => {
      const start = at % (text.length + 1);
      const changed = text.slice(0, start) + added + text.slice(start + removed);
      const end = whereJsonEnds(changed);
      expect(end === undefined).toBe(isJson(changed));
      expect(end ?? 0).toBeLessThanOrEqual(changed.length);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["", 0],
  ["1 2", 2],
  ['{"a": 1,\n}', 9],
  ['{"a": -}', 6],
  ['["\u0007"]', 1],
  ['["\u00a0"]\u00a0', 5],
])("%j ends at %i", (text, expected) => {
  expect(whereJsonEnds(text)).toBe(expected);
});
