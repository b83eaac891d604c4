import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { parsePath } from "../../../../core/documents/parsePath.ts";
import { formatPath } from "../../../../core/documents/sourceMap.ts";

const none = (): undefined => undefined;

test("reads what formatPath writes", () => {
  const key = fc.stringMatching(/^[A-Za-z][\w@-]{0,8}$/);
  fc.assert(
    fc.property(key, fc.array(fc.oneof(key, fc.nat(99))), (first, rest) => {
      const path = [first, ...rest];
      expect(parsePath(formatPath(path), none)).toEqual(path);
    }),
  );
});

test("finds an item by its name", () => {
  const indexOf = (list: readonly unknown[], name: string): number | undefined =>
    list.join("/") === "spec/subscriptions" && name === "web" ? 3 : undefined;
  expect(parsePath("spec.subscriptions[web].tier", indexOf)).toEqual(["spec", "subscriptions", 3, "tier"]);
  expect(parsePath("spec.subscriptions[app].tier", indexOf)).toBeUndefined();
});

test.each(["", ".", "a.", "a..b", "a[", "a[]", "a]", "a[0]b", ".a"])("%j is no path", (text) => {
  expect(parsePath(text, none)).toBeUndefined();
});
