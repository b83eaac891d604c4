import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { addOnItem, addOnOf, flatItem, isItemOf, meterItem } from "../../../../core/billing/items.ts";

const name = fc.stringMatching(/^[a-z](?:-?[a-z0-9]){0,20}$/);
const version = fc.tuple(name, fc.integer({ min: 1, max: 99 })).map(([of, number]) => `${of}@${String(number)}`);
const usageOf = (subscription: string, meter: string, period: string) => {
  return { subscription, meter, period, quantity: "1", records: 1 };
};

test("what a line was made for is found in it again, and nothing else is", () => {
  fc.assert(
    fc.property(name, name, version, fc.boolean(), (subscription, meter, addOn, isOne) => {
      const [extra, used, flat] = [
        addOnItem(subscription, addOn, { suspended: isOne }),
        meterItem(usageOf(subscription, meter, "2026-11"), isOne),
        flatItem(subscription, { service: "iaas", tier: addOn, agreed: isOne, suspended: isOne }),
      ].map((item) => ({ subscription, item }));
      if (extra === undefined || used === undefined || flat === undefined) throw new Error("an item is missing");
      expect([extra, used, flat].map(addOnOf)).toEqual([addOn, undefined, undefined]);
      const isUse = (period: string) =>
        [extra, used, flat].map((line) => isItemOf(line, usageOf(subscription, meter, period)));
      expect(isUse("2026-11")).toEqual([false, true, false]);
      expect(isUse("2026-1")).toEqual([false, false, false]);
    }),
  );
});

test("a meter whose name another one's begins with is not that one", () => {
  const line = { subscription: "web", item: meterItem(usageOf("web", "gib in 2026-11, old", "2026-11"), false) };
  expect(isItemOf(line, usageOf("web", "gib", "2026-11"))).toBe(false);
  expect(line.item.startsWith("web: gib in 2026-11")).toBe(true);
});
