import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { ArrayElements } from "../../../../fleet/billing/arrayElements.ts";

/** The elements of a text that comes in parts. */
function elementsOf(parts: readonly string[], most = 1_000_000): string[] {
  const array = new ArrayElements(most);
  return [...parts.flatMap((part) => array.feed(part)), ...array.end()];
}

test("takes the elements of any array apart, wherever its text is cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { minLength: 1 }),
      fc.constantFrom(undefined, 2, "\t"),
      fc.array(fc.nat(500), { maxLength: 5 }),
      (values, indent, cuts) => {
        const text = JSON.stringify(values, null, indent);
        const ends = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
        const parts = ends.slice(1).map((end, index) => text.slice(ends[index], end));
        const elements = elementsOf(parts);
        expect(elements.map((element) => JSON.parse(element) as unknown)).toEqual(
          values.map((value) => JSON.parse(JSON.stringify(value)) as unknown),
        );
        expect(elements.filter((element) => element.includes("\n"))).toEqual([]);
      },
    ),
  );
});

test("keeps numbers as they are written", () => {
  expect(elementsOf(['[{"quantity": 1234567890123456789.10},1e400]'])).toEqual([
    '{"quantity": 1234567890123456789.10}',
    "1e400",
  ]);
});

test("gives what is wrong as it is, so that no JSON comes of it", () => {
  expect(elementsOf(['[{"a":"b\nc"}, oops, {"cut": "o'])).toEqual(['{"a":"b\uFFFDc"}', "oops", '{"cut": "o']);
  expect(elementsOf(["[1] and more"])).toEqual(["1", "and more"]);
  expect(elementsOf([" [ ] "])).toEqual([]);
  expect(elementsOf(["\n [[1],2]"])).toEqual(["[1]", "2"]);
});

test("keeps no more of an element than it has to", () => {
  expect(elementsOf([`[1,"${"x".repeat(100)}",2]`], 10).map(({ length }) => length)).toEqual([1, 11, 1]);
});
