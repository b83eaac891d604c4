import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { contains, overlaps, subBlock } from "../../../../core/network/cidrBlock.ts";
import { firstFreeBlock } from "../../../../core/network/freeBlock.ts";

test.each<[string, readonly string[], number, string | undefined]>([
  ["10.40.0.0/13", [], 20, "10.40.0.0/20"],
  ["10.40.0.0/13", ["10.40.0.0/20", "10.40.16.0/20"], 20, "10.40.32.0/20"],
  ["10.40.0.0/13", ["10.40.0.0/24"], 20, "10.40.16.0/20"],
  ["10.40.0.0/13", ["10.40.16.0/20"], 20, "10.40.0.0/20"],
  ["10.40.0.0/13", ["10.0.0.0/8"], 20, undefined],
  ["10.40.0.0/20", ["10.40.8.0/21"], 21, "10.40.0.0/21"],
  ["10.40.0.0/20", ["10.40.4.0/24"], 20, undefined],
  ["10.40.0.0/20", [], 19, undefined],
  ["0.0.0.0/0", ["0.0.0.0/1"], 1, "128.0.0.0/1"],
  ["255.255.255.0/24", ["255.255.255.0/25"], 25, "255.255.255.128/25"],
])("in %s with %j taken the first free /%i is %s", (network, taken, prefix, expected) => {
  expect(firstFreeBlock(network, taken, prefix)).toBe(expected);
});

describe("laws", () => {
  const block = (from: number): fc.Arbitrary<string> =>
    fc
      .integer({ min: from, max: 30 })
      .chain((prefix) =>
        fc.integer({ min: 0, max: 2 ** (prefix - 22) - 1 }).map((index) => subBlock("10.0.0.0/22", prefix, index)),
      );
  const taken = fc.array(fc.oneof(block(24), block(28)), { maxLength: 24 });
  const prefix = fc.integer({ min: 22, max: 30 });

  test("always inside and never overlapping; found whenever there is one, and the first", () => {
    fc.assert(
      fc.property(taken, prefix, (blocks, length) => {
        const network = "10.0.0.0/23";
        const all =
          length < 23 ? [] : Array.from({ length: 2 ** (length - 23) }, (_, index) => subBlock(network, length, index));
        const free = all.filter((candidate) => !blocks.some((other) => overlaps(candidate, other)));
        const found = firstFreeBlock(network, blocks, length);
        expect(found).toBe(free[0]);
        if (found !== undefined) expect(contains(network, found)).toBe(true);
      }),
    );
  });

  test("whatever the order of the taken ones", () => {
    fc.assert(
      fc.property(taken, prefix, (blocks, length) => {
        expect(firstFreeBlock("10.0.0.0/22", blocks.toReversed(), length)).toBe(
          firstFreeBlock("10.0.0.0/22", blocks, length),
        );
      }),
    );
  });
});
