import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { evaluateRules } from "../../helpers/judge.ts";
import { rules } from "../../helpers/allRules.ts";
import { areas } from "./areas.ts";
import type { RenderedResource } from "../../../core/results/renderedResource.ts";

const cleanStacks = areas
  .flatMap(([, cases]) => cases)
  .filter(({ expected }) => expected.length === 0)
  .map(({ stack }) => stack);

/** What no provider gives and no rule should fall over. */
const oddities = [
  undefined,
  null,
  "",
  "text",
  "{",
  0,
  -1,
  Number.NaN,
  true,
  [],
  {},
  [null],
  [[]],
  ["*"],
  { Statement: [null, 1, "x"] },
];

/** Puts something odd at a random place of plain data; each number chooses the way at one depth. */
function withOddity(value: unknown, [choice, ...deeper]: readonly number[], oddity: unknown): unknown {
  if (choice === undefined || typeof value !== "object" || value === null) return oddity;
  const keys = Object.keys(value);
  const key = keys[choice % Math.max(keys.length, 1)];
  if (key === undefined) return oddity;
  const next = withOddity((value as Record<string, unknown>)[key], deeper, oddity);
  return Array.isArray(value) ? Object.assign([], value, { [key]: next }) : { ...value, [key]: next };
}

test("no rule falls over what has another shape than it should have", () => {
  const way = fc.array(fc.nat(50), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      fc.constantFrom(...cleanStacks),
      fc.nat(),
      way,
      fc.constantFrom(...oddities),
      (stack, which, at, oddity) => {
        const changed = which % stack.resources.length;
        const resources = stack.resources.map((resource, index): RenderedResource =>
          index === changed
            ? { ...resource, inputs: withOddity(resource.inputs, at, oddity) as RenderedResource["inputs"] }
            : resource,
        );
        const failures = evaluateRules(rules, { ...stack, resources }).filter(({ message }) =>
          message.includes("and failed with"),
        );
        expect(failures).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
});
