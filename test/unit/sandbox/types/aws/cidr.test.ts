import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { contains, overlaps, parseCidr, type Cidr } from "../../../../../sandbox/types/aws/cidr.ts";

const block = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 1, max: 32 }))
  .map(([address, prefix]): Cidr => {
    const size = 2 ** (32 - prefix);
    const first = Math.floor(address / size) * size;
    return { first, last: first + size - 1, prefix };
  });

function text({ first, prefix }: Cidr): string {
  return `${[24, 16, 8, 0].map((shift) => String(Math.floor(first / 2 ** shift) % 256)).join(".")}/${String(prefix)}`;
}

describe("parseCidr", () => {
  test("reads what a block is written as", () => {
    fc.assert(
      fc.property(block, (cidr) => {
        expect(parseCidr(text(cidr))).toEqual(cidr);
      }),
    );
  });

  test.each([
    ["10.0.0.0", 'is "10.0.0.0", but must be an IPv4 CIDR block such as 10.0.0.0/16'],
    ["10.0.0.1/24", 'is "10.0.0.1/24", which has host bits set; the block is 10.0.0.0/24'],
    ["10.0.0.0/33", 'is "10.0.0.0/33", but octets go to 255 and the prefix length to 32'],
    ["256.0.0.0/8", 'is "256.0.0.0/8", but octets go to 255 and the prefix length to 32'],
  ])("says what is wrong with %s", (value, problem) => {
    expect(parseCidr(value)).toBe(problem);
  });
});

test("two blocks overlap exactly when one contains the other", () => {
  fc.assert(
    fc.property(block, block, (left, right) => {
      expect(overlaps(left, right)).toBe(contains(left, right) || contains(right, left));
      expect(overlaps(left, right)).toBe(overlaps(right, left));
    }),
  );
});
