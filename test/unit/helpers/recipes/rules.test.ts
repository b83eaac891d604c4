// The recipes' tests are worth what their reading of conditions is.
import { describe, expect, test } from "@jest/globals";

import { ruleFor } from "../../../helpers/recipes/rules.ts";

const variables = { CI_COMMIT_BRANCH: "main", CI_DEFAULT_BRANCH: "main", CI_PIPELINE_SOURCE: "push" };

describe("rules of GitLab's", () => {
  test.each([
    ["$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", true],
    ['$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE != "schedule"', true],
    ['$CI_PIPELINE_SOURCE == "schedule"', false],
    ['$CI_MERGE_REQUEST_IID == "7"', false],
  ])("%s", (condition, holds) => {
    expect(ruleFor([{ if: condition }], variables) !== undefined).toBe(holds);
  });

  test("take the first that holds", () => {
    const rules = [
      { if: '$CI_PIPELINE_SOURCE == "web"' },
      { if: '$CI_PIPELINE_SOURCE == "push"', when: "manual" as const },
    ];
    expect(ruleFor(rules, variables)?.when).toBe("manual");
  });

  test("that are not understood are an error", () => {
    expect(() => ruleFor([{ if: "$CI_COMMIT_BRANCH =~ /main/" }], variables)).toThrow("is not understood");
    expect(() => ruleFor(undefined, variables)).toThrow("in every pipeline");
  });
});
