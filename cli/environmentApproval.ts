import type { GivenApproval } from "../core/guard/approvals.ts";
import { UserError, type Context } from "./context.ts";

/**
 * The approval that a pipeline vouches for: a job of a protected environment starts only when the people who protect it have agreed.
 * GitLab tells the job its environment, which has to be the one named; GitHub tells none, so there its name is taken as it is given, and
 * the trail says who caused which run.
 *
 * @param name the environment's; undefined when none was given.
 * @throws UserError where no pipeline runs this, or it runs in another environment.
 */
export function environmentApproval(
  name: string | undefined,
  environment: Context["environment"],
): GivenApproval | undefined {
  if (name === undefined) return undefined;
  const { GITHUB_ACTIONS: github, GITHUB_RUN_ID: run, GITHUB_ACTOR: actor } = environment;
  const {
    GITLAB_CI: gitlab,
    CI_ENVIRONMENT_NAME: known,
    CI_PIPELINE_ID: pipeline,
    GITLAB_USER_LOGIN: user,
  } = environment;
  if (github === "true" && run !== undefined) {
    return {
      approvedBy: name,
      source: "environment",
      reason: `Run ${run} of GitHub Actions, caused by ${actor ?? "nobody known"}`,
    };
  }
  if (gitlab === "true" && pipeline !== undefined) {
    if (known !== name) {
      throw new UserError(
        `This job is not of the environment "${name}"; ${known === undefined ? "it is of none" : `it is of "${known}"`}.`,
      );
    }
    return {
      approvedBy: name,
      source: "environment",
      reason: `Pipeline ${pipeline} of GitLab, caused by ${user ?? "nobody known"}`,
    };
  }
  throw new UserError(
    "--approved-by-environment is for jobs of GitHub Actions and GitLab, whose environments are protected by people. Elsewhere, approve the plan: tenantry approve.",
  );
}
