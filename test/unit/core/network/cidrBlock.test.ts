import { describe, expect, test } from "@jest/globals";

import {
  addressRange,
  cidrBlock,
  contains,
  overlaps,
  prefixLength,
  subBlock,
} from "../../../../core/network/cidrBlock.ts";

describe("cidrBlock", () => {
  test.each(["10.40.0.0/20", "0.0.0.0/0", "255.255.255.255/32"])("takes %s", (block) => {
    expect(cidrBlock.parse(block)).toBe(block);
  });

  test.each([
    ["10.40.0.0", "a network looks like 10.40.0.0/20"],
    ["10.40.0.0/33", "a network looks like 10.40.0.0/20"],
    ["10.40.0.256/24", "a network looks like 10.40.0.0/20"],
    ["fd00::/8", "a network looks like 10.40.0.0/20"],
    ["10.40.0.5/20", "10.40.0.5/20 has host bits set; the network is 10.40.0.0/20"],
  ])("refuses %s and says why", (block, message) => {
    expect(cidrBlock.safeParse(block).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe("CIDR arithmetic", () => {
  test("counts blocks from the start of a network", () => {
    expect(subBlock("10.40.0.0/20", 22, 0)).toBe("10.40.0.0/22");
    expect(subBlock("10.40.0.0/20", 22, 3)).toBe("10.40.12.0/22");
    expect(subBlock("255.255.255.0/24", 32, 255)).toBe("255.255.255.255/32");
  });

  test("refuses a block that is not there", () => {
    expect(() => subBlock("10.40.0.0/20", 19, 0)).toThrow(new RangeError("/19 does not divide 10.40.0.0/20"));
    expect(() => subBlock("10.40.0.0/20", 22, 4)).toThrow(new RangeError("10.40.0.0/20 has no block 4 of length /22"));
  });

  test("tells length, range, containment and overlap", () => {
    expect(prefixLength("10.40.0.0/20")).toBe(20);
    expect(addressRange("0.0.1.0/24")).toEqual({ first: 256, last: 511 });
    expect(contains("10.40.0.0/13", "10.47.240.0/20")).toBe(true);
    expect(contains("10.40.0.0/13", "10.48.0.0/20")).toBe(false);
    expect(overlaps("10.40.0.0/20", "10.40.8.0/24")).toBe(true);
    expect(overlaps("10.40.0.0/20", "10.40.16.0/20")).toBe(false);
  });
});
