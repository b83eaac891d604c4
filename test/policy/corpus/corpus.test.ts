import { describe, expect, test } from "@jest/globals";

import { judgeStack, violationsOf } from "../../../policies/evaluate.ts";
import { evaluateRules } from "../../helpers/judge.ts";
import { rules } from "../../helpers/allRules.ts";
import { areas } from "./areas.ts";
import type { CorpusCase } from "./corpusCase.ts";

describe.each(areas)("%s", (_area, cases) => {
  test.each(cases.map((one) => [one.what, one] as const))("%s", (_what, { stack, expected }) => {
    const found = evaluateRules(rules, stack).map(({ rule, resource, property }) => {
      const name = resource.slice(resource.indexOf(" ") + 1);
      return [rule, name, ...(property === undefined ? [] : [property])].join(" ");
    });
    expect(found.toSorted()).toEqual([...expected].toSorted());
  });
});

/** What rules judge in a stack, by the resource and its inputs, as far as they find something wrong or do not. */
function judgedIn({ stack }: CorpusCase, isWrong: boolean): string[] {
  const judgements = judgeStack(rules, stack)
    .filter(({ answer }) => answer !== "not-applicable")
    .filter((judgement) => violationsOf(judgement).length > 0 === isWrong);
  return [...new Set(judgements.map(({ resource }) => JSON.stringify([resource.urn, resource.inputs])))];
}

const all = areas.flatMap(([, cases]) => cases);

test("has 150 clean resources, and 150 that break a rule", () => {
  const clean = all.filter(({ expected }) => expected.length === 0).flatMap((one) => judgedIn(one, false));
  // A resource that stands in two clean stacks alike is one. What breaks a rule may do so by what another is, so it counts by its case.
  expect(new Set(clean).size).toBeGreaterThanOrEqual(150);
  const breaking = all.filter(({ expected }) => expected.length > 0).flatMap((one) => judgedIn(one, true));
  expect(breaking.length).toBeGreaterThanOrEqual(150);
});

test("every rule that needs no tenant is broken by a case", () => {
  const broken = new Set(all.flatMap(({ expected }) => expected.map((found) => found.split(" ")[0])));
  const unbroken = rules.filter(({ id, looksAt }) => looksAt !== "tenant" && !broken.has(id));
  expect(unbroken.map(({ id }) => id)).toEqual([]);
});
