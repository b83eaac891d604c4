// What can be said of the CI recipes without running them. test/long/recipes.test.ts runs them.
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";

import { pipelineText, readPipeline } from "../../helpers/recipes/pipeline.ts";
import { readWorkflow, workflowNames, workflowText } from "../../helpers/recipes/workflow.ts";

/** What GitHub's own parser has against a workflow. */
async function objections(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

/** What bash has against a script. */
function syntaxError(script: string): string | undefined {
  try {
    execFileSync("bash", ["-n"], { input: script, stdio: ["pipe", "ignore", "pipe"] });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

describe.each(workflowNames)("%s.yml", (name) => {
  const workflow = readWorkflow(name);
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test("is a workflow, says GitHub's own parser", async () => {
    expect(await objections(name, workflowText(name))).toEqual([]);
    const wrong = workflowText(name).replace("runs-on:", "runs-at:");
    expect((await objections(name, wrong)).join()).toContain("Unexpected value 'runs-at'");
  });

  test("pins its actions to a release", () => {
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+\.\d+\.\d+$/);
  });

  test("puts nothing into a script but by the environment, so that no title or branch name is run", () => {
    for (const { run } of steps) expect(run ?? "").not.toContain("${{");
  });

  test("has scripts that bash reads", () => {
    expect(steps.map(({ run }) => syntaxError(run ?? "")).filter(Boolean)).toEqual([]);
    expect(syntaxError("if true; then")).toContain("syntax error");
  });

  test("installs what is locked wherever it runs the repository's code", () => {
    for (const [, job] of jobs) {
      const runs = job.steps.map(({ run }) => run);
      const first = runs.findIndex((run) => run?.includes("tenantry "));
      if (first !== -1 && runs[first]?.includes("npx tenantry")) expect(runs.slice(0, first)).toContain("npm ci");
    }
  });

  test("keeps the right to write away from what a pull request or a dependency brings", () => {
    for (const [, job] of jobs) {
      const writes = Object.entries(job.permissions).filter(
        ([right, level]) => right !== "id-token" && level === "write",
      );
      if (writes.length > 0) expect(job.steps.map(({ run, uses }) => run ?? uses)).not.toContain("npm ci");
    }
  });
});

test("each job of the workflows has the rights that it needs and no more", () => {
  const rights = workflowNames.flatMap((name) =>
    Object.entries(readWorkflow(name).jobs).map(([job, { permissions, environment }]) => [
      `${name}: ${job}`,
      permissions,
      environment,
    ]),
  );
  const cloud = { contents: "read", "id-token": "write" };
  expect(rights).toEqual([
    ["pull-request: check", { contents: "read" }, undefined],
    ["pull-request: diff", { contents: "read" }, undefined],
    ["pull-request: comment", { "pull-requests": "write" }, undefined],
    ["deploy: plan", cloud, "plan"],
    ["deploy: apply", cloud, "production"],
    ["deploy: record", { contents: "write" }, undefined],
    ["nightly: drift", cloud, "nightly"],
    ["nightly: report", { contents: "read" }, undefined],
    ["nightly: audit", cloud, "nightly"],
  ]);
});

describe(".gitlab-ci.yml", () => {
  const jobs = Object.entries(readPipeline().jobs);

  test("has scripts that bash reads", () => {
    const scripts = jobs.map(([, { before_script = [], script = [] }]) => [...before_script, ...script].join("\n"));
    expect(scripts.map(syntaxError).filter(Boolean)).toEqual([]);
  });

  test("gives each job that reaches a target a role of its own, and the token for notes to none that runs the repository's code", () => {
    expect(
      jobs.flatMap(([name, { variables }]) =>
        variables?.["AWS_ROLE_ARN"] === undefined ? [] : [[name, variables["AWS_ROLE_ARN"]]],
      ),
    ).toEqual([
      ["plan", "arn:aws:iam::111122223333:role/tenantry-plan"],
      ["apply", "arn:aws:iam::111122223333:role/tenantry-deploy"],
      ["drift", "arn:aws:iam::111122223333:role/tenantry-read"],
      ["audit", "arn:aws:iam::111122223333:role/tenantry-read"],
    ]);
    const withToken = jobs
      .filter(([, { script }]) => script?.join("\n").includes("TENANTRY_NOTE_TOKEN"))
      .map(([name]) => name);
    expect(withToken).toEqual(["note"]);
  });

  test("has no token in an argument list", () => {
    expect(pipelineText()).not.toMatch(/^\s*(?:- )?(?:curl|gh|glab)\b.*TOKEN/m);
    expect(pipelineText().match(/\$\{?\w*TOKEN\b/g)).toEqual(["$AWS_ID_TOKEN"]);
  });
});
