import { describe, expect, test } from "@jest/globals";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { diagnosticCodes } from "../../../../core/diagnostics/codes.ts";
import { explanations } from "../../../../core/diagnostics/explanations/index.ts";
import { root } from "../../../helpers/cli.ts";

const declared = Object.keys(diagnosticCodes);

/** Every code that a source file outside of the declarations names as text. */
const used = globSync("{core,components,stacks,fleet,cli,policies}/**/*.ts", { cwd: root })
  .filter((name) => !name.startsWith("core/diagnostics/"))
  .flatMap((name) => readFileSync(join(root, name), "utf8").match(/"TEN\d+"/g) ?? [])
  .map((quoted) => quoted.slice(1, -1));

describe("diagnostic codes", () => {
  test("are declared if and only if something reports them", () => {
    expect([...new Set(used)].toSorted()).toEqual(declared);
  });

  test("are in order, by the area that their first digit names", () => {
    expect(declared.toSorted()).toEqual(declared);
    expect(declared.filter((code) => !/^TEN[012]\d\d$/.test(code))).toEqual([]);
  });

  test("have a title that is no sentence, each its own", () => {
    const titles = Object.values<string>(diagnosticCodes);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.filter((title) => !/^[A-Z].*[^.]$/.test(title))).toEqual([]);
  });

  test("have an explanation each, and nothing else has", () => {
    expect(Object.keys(explanations).toSorted()).toEqual(declared);
  });

  test.each(Object.entries(explanations))("%s is explained in a few whole sentences", (_, { cause, remedy }) => {
    for (const text of [cause, remedy]) {
      expect(text).toMatch(/^[A-Z][^\n]*\.$/);
      expect(text.length).toBeLessThan(330);
    }
  });
});
