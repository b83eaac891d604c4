/** A workflow of GitHub Actions, as far as the recipes go: a word that is not here is an error, so that nothing is passed over. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

import { root } from "../cli.ts";

const texts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

const step = z.strictObject({
  name: z.string().optional(),
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: texts.default({}),
  env: texts.default({}),
  run: z.string().optional(),
});

const job = z.strictObject({
  name: z.string(),
  needs: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  if: z.string().optional(),
  strategy: z.strictObject({ "fail-fast": z.boolean(), matrix: z.record(z.string(), z.array(z.number())) }).optional(),
  environment: z.string().optional(),
  "runs-on": z.literal("ubuntu-24.04"),
  "timeout-minutes": z.int().max(360),
  permissions: z.record(z.string(), z.enum(["read", "write"])),
  outputs: texts.default({}),
  env: texts.default({}),
  steps: z.array(step),
});

const workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.enum(["pull_request", "push", "schedule", "workflow_dispatch"]), z.unknown()),
  permissions: z.strictObject({}),
  concurrency: z.strictObject({ group: z.string(), "cancel-in-progress": z.boolean() }),
  defaults: z.strictObject({ run: z.strictObject({ shell: z.literal("bash") }) }),
  jobs: z.record(z.string(), job),
});

/** A workflow. */
export type Workflow = z.infer<typeof workflow>;

/** One of its jobs. */
export type Job = z.infer<typeof job>;

/** A step of a job. */
export type Step = z.infer<typeof step>;

/** The recipes for GitHub, by the files' names without `.yml`. */
export const workflowNames = ["pull-request", "deploy", "nightly"] as const;

/** A recipe's text. */
export function workflowText(name: (typeof workflowNames)[number]): string {
  return readFileSync(join(root, "docs/ci/github", `${name}.yml`), "utf8");
}

/** A recipe, read. */
export function readWorkflow(name: (typeof workflowNames)[number]): Workflow {
  return workflow.parse(parse(workflowText(name)));
}
