/** The CI recipes are judged by the schemas that editors and hosts publish, which check-jsonschema brings along. */
import { expect } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "../helpers/cli.ts";
import { pythonToolOfSetUp } from "../helpers/pythonTools.ts";
import { pipelineText } from "../helpers/recipes/pipeline.ts";
import { workflowNames } from "../helpers/recipes/workflow.ts";
import { testUnless } from "../helpers/skip.ts";

const tool = pythonToolOfSetUp("checkJsonschema");
const testWithTool = testUnless(typeof tool === "string" ? tool : undefined);

/** Judges files by one of the schemas that it has in it; returns what it says. */
function judge(schema: string, files: readonly string[]): string {
  if (typeof tool === "string") throw new Error(tool);
  const args = ["-S", "-m", "check_jsonschema", "--builtin-schema", schema, ...files];
  const { stdout, stderr } = spawnSync(tool.python, args, {
    cwd: root,
    env: { PATH: process.env["PATH"], PYTHONPATH: tool.packages },
    encoding: "utf8",
  });
  return `${stdout}${stderr}`.trim();
}

const workflows = workflowNames.map((name) => `docs/ci/github/${name}.yml`);

testWithTool("the workflows are as GitHub's schema says, and every job has a time limit", () => {
  expect(judge("vendor.github-workflows", workflows)).toBe("ok -- validation done");
  expect(judge("custom.github-workflows-require-timeout", workflows)).toBe("ok -- validation done");
});

testWithTool("the pipeline is as GitLab's schema says, and a wrong one is not", () => {
  expect(judge("vendor.gitlab-ci", ["docs/ci/gitlab/.gitlab-ci.yml"])).toBe("ok -- validation done");
  const folder = mkdtempSync(join(tmpdir(), "tenantry-recipes-"));
  const wrong = join(folder, ".gitlab-ci.yml");
  writeFileSync(wrong, pipelineText().replace("parallel: 4", "parallel: many"));
  expect(judge("vendor.gitlab-ci", [wrong])).toContain("Schema validation errors were encountered.");
  rmSync(folder, { recursive: true });
});
