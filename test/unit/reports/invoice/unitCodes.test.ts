import { expect, test } from "@jest/globals";

import { unitCode } from "../../../../reports/invoice/unitCodes.ts";

test.each([
  ["month", "MON"],
  ["Months", "MON"],
  ["hour", "HUR"],
  ["GiB", "E62"],
  ["requests", "C62"],
  ["constructor", "C62"],
])("%s is %s", (unit, code) => {
  expect(unitCode(unit)).toBe(code);
});
