/** A pipeline of GitLab, as far as the recipe goes: a word that is not here is an error, so that nothing is passed over. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

import { root } from "../cli.ts";

const texts = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));

const rule = z.strictObject({
  if: z.string(),
  when: z.enum(["manual", "always"]).optional(),
  allow_failure: z.boolean().optional(),
});

const job = z.strictObject({
  extends: z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional(),
  stage: z.string().optional(),
  needs: z.array(z.string()).optional(),
  rules: z.array(rule).optional(),
  environment: z
    .union([
      z.string().transform((name) => ({ name, action: "start" as const })),
      z.strictObject({ name: z.string(), action: z.enum(["prepare", "verify"]) }),
    ])
    .optional(),
  resource_group: z.string().optional(),
  interruptible: z.boolean().optional(),
  timeout: z.string().optional(),
  parallel: z.int().optional(),
  variables: texts.optional(),
  id_tokens: z.record(z.string(), z.strictObject({ aud: z.string() })).optional(),
  before_script: z.array(z.string()).optional(),
  script: z.array(z.string()).optional(),
  artifacts: z
    .strictObject({
      when: z.literal("always").optional(),
      paths: z.array(z.string()),
      expire_in: z.string(),
      access: z.literal("developer").optional(),
    })
    .optional(),
});

const settings = z.strictObject({
  workflow: z.strictObject({ rules: z.array(rule) }),
  stages: z.array(z.string()),
  default: z.strictObject({ image: z.string(), timeout: z.string() }),
  variables: texts,
});

/** A job, with what it extends in it. */
export type PipelineJob = Omit<z.infer<typeof job>, "extends">;

/** A rule of a job, or of the whole pipeline. */
export type Rule = z.infer<typeof rule>;

/** The pipeline, with every job that is not hidden. */
export interface Pipeline extends z.infer<typeof settings> {
  readonly jobs: Readonly<Record<string, PipelineJob>>;
}

/** The recipe's text. */
export function pipelineText(): string {
  return readFileSync(join(root, "docs/ci/gitlab/.gitlab-ci.yml"), "utf8");
}

/** The recipe, read. */
export function readPipeline(): Pipeline {
  const { workflow, stages, default: defaults, variables, ...rest } = parse(pipelineText()) as Record<string, unknown>;
  const jobs = z.record(z.string(), job).parse(rest);
  const whole = Object.keys(jobs).filter((name) => !name.startsWith("."));
  return {
    ...settings.parse({ workflow, stages, default: defaults, variables }),
    jobs: Object.fromEntries(whole.map((name) => [name, extended(name, jobs)])),
  };
}

/** A job with what it extends: what comes later wins, mappings are merged and lists are not (https://docs.gitlab.com/ci/yaml/#extends). */
function extended(name: string, jobs: Readonly<Record<string, z.infer<typeof job>>>): PipelineJob {
  const { extends: parents = [], ...own } = jobs[name] ?? fail(name);
  return [...parents.map((parent) => extended(parent, jobs)), own].reduce<PipelineJob>(
    (merged, part) => ({
      ...merged,
      ...part,
      ...(merged.variables !== undefined && { variables: { ...merged.variables, ...part.variables } }),
    }),
    {},
  );
}

function fail(name: string): never {
  throw new Error(`no job ${name}`);
}
