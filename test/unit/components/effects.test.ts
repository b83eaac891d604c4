/** Components are given everything: they ask no network, clock, environment or file. */
import { afterEach, describe, expect, test } from "@jest/globals";
import { join } from "node:path";

import { root } from "../../helpers/cli.ts";
import { effects, pureCode } from "../../helpers/effectful.ts";
import { forbidEffects } from "../../helpers/forbidEffects.ts";

let allow = (): void => undefined;

afterEach(() => {
  allow();
});

describe("an effect", () => {
  test.each(Object.entries(effects))("such as %s is found in code that may have none", (name, effect) => {
    allow = forbidEffects([join(root, "test/helpers")]);
    expect(effect).toThrow(`test/helpers/effectful.ts uses ${name}, which components may not`);
    expect(pureCode()).toBe("1970-01-01T00:00:00.000Z");
    allow();
    allow = () => undefined;
  });

  test("is let through elsewhere", () => {
    allow = forbidEffects([join(root, "components")]);
    expect(effects["the clock (Date.now)"]?.()).toBeGreaterThan(0);
    expect(effects["fs.existsSync"]?.()).toBe(true);
  });
});
