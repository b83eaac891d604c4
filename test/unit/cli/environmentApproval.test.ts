import { describe, expect, test } from "@jest/globals";

import { environmentApproval } from "../../../cli/environmentApproval.ts";

describe("the approval that a pipeline vouches for", () => {
  test("names the environment, and says which run it was and who caused it", () => {
    const github = { GITHUB_ACTIONS: "true", GITHUB_RUN_ID: "17", GITHUB_ACTOR: "jo" };
    expect(environmentApproval("production", github)).toEqual({
      approvedBy: "production",
      source: "environment",
      reason: "Run 17 of GitHub Actions, caused by jo",
    });
    const gitlab = {
      GITLAB_CI: "true",
      CI_PIPELINE_ID: "4",
      CI_ENVIRONMENT_NAME: "production",
      GITLAB_USER_LOGIN: "jo",
    };
    expect(environmentApproval("production", gitlab)?.reason).toBe("Pipeline 4 of GitLab, caused by jo");
    expect(environmentApproval(undefined, github)).toBeUndefined();
  });

  test.each([
    ["no pipeline", {}, "is for jobs of"],
    [
      "another environment",
      { GITLAB_CI: "true", CI_PIPELINE_ID: "4", CI_ENVIRONMENT_NAME: "staging" },
      'it is of "staging"',
    ],
    ["no environment", { GITLAB_CI: "true", CI_PIPELINE_ID: "4" }, "it is of none"],
  ])("is refused in %s", (_what, environment, message) => {
    expect(() => environmentApproval("production", environment)).toThrow(message);
  });
});
