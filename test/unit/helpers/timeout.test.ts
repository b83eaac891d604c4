import { expect, test } from "@jest/globals";

test("a unit test has the time that its project gives, not Jest's default", () => {
  expect(Reflect.get(globalThis, Symbol.for("TEST_TIMEOUT_SYMBOL"))).toBe(20_000);
});
