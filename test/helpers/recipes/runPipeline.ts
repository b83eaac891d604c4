/**
 * Runs a pipeline as GitLab does, as far as the recipe goes: which jobs are in it, their order, manual ones, parallel ones, artifacts,
 * variables and deployments. Scripts are run by bash; `npm ci` links this checkout instead of asking a registry.
 */
import { cpSync, existsSync, globSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

import { tokens, type GitLabServer } from "./gitlabServer.ts";
import type { Pipeline, PipelineJob } from "./pipeline.ts";
import type { Provider } from "./provider.ts";
import { ruleFor } from "./rules.ts";
import { runStep } from "./shell.ts";

/** A pipeline and what is asked of it. */
export interface PipelineRequest {
  readonly provider: Provider;
  readonly gitlab: GitLabServer;
  readonly pipeline: Pipeline;
  readonly id: number;
  readonly commit: string;
  /** What GitLab sets for it, beside what is the same for all. */
  readonly variables: Readonly<Record<string, string>>;
  /** The project's own variables, by environment. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The manual jobs that somebody starts. */
  readonly start: readonly string[];
}

/** How a job ended. */
export interface PipelineJobResult {
  readonly result: "success" | "failed" | "manual" | "skipped";
  readonly log: string;
}

/** Runs it and returns the jobs' results by name; those of parallel ones are `name 1/4`, … A job that is not in the pipeline is not there. */
export async function runPipeline(request: PipelineRequest): Promise<Map<string, PipelineJobResult>> {
  const { pipeline } = request;
  const results = new Map<string, PipelineJobResult>();
  const variables = { ...pipeline.variables, ...predefined(request) };
  if (ruleFor(pipeline.workflow.rules, variables) === undefined) return results;
  const jobs = Object.entries(pipeline.jobs).toSorted(
    ([, a], [, b]) => pipeline.stages.indexOf(a.stage ?? "") - pipeline.stages.indexOf(b.stage ?? ""),
  );
  for (const [name, job] of jobs) {
    if (!pipeline.stages.includes(job.stage ?? "")) throw new Error(`${name} is of no stage`);
    const rule = ruleFor(job.rules, variables);
    if (rule === undefined) continue;
    const before = needsOf(job, request.pipeline, results);
    const failed = before.some(({ result }) => result !== "success");
    if (failed && rule.when !== "always") results.set(name, { result: "skipped", log: "" });
    else if (rule.when === "manual" && !request.start.includes(name)) results.set(name, { result: "manual", log: "" });
    else for (const [ran, result] of await runParallel(request, name, job, variables)) results.set(ran, result);
  }
  return results;
}

function predefined({ gitlab, id, commit, variables }: PipelineRequest): Record<string, string> {
  return {
    GITLAB_CI: "true",
    CI_API_V4_URL: gitlab.url,
    CI_PROJECT_ID: "42",
    CI_COMMIT_SHA: commit,
    CI_DEFAULT_BRANCH: "main",
    CI_JOB_TOKEN: tokens.job,
    CI_PIPELINE_ID: String(id),
    GITLAB_USER_LOGIN: "dana",
    CI_PIPELINE_URL: `https://gitlab.example/northwind/estate/-/pipelines/${String(id)}`,
    ...variables,
  };
}

/** The results that a job waits for: of those that it needs, else of all in earlier stages. */
function needsOf(
  { needs, stage }: PipelineJob,
  { jobs, stages }: Pipeline,
  results: ReadonlyMap<string, PipelineJobResult>,
): PipelineJobResult[] {
  const earlier = stages.slice(0, stages.indexOf(stage ?? ""));
  const needed = needs ?? Object.keys(jobs).filter((name) => earlier.includes(jobs[name]?.stage ?? ""));
  return [...results].filter(([ran]) => needed.some((need) => isOf(need, ran))).map(([, result]) => result);
}

const isOf = (name: string, ran: string): boolean => ran === name || ran.startsWith(`${name} `);

async function runParallel(
  request: PipelineRequest,
  name: string,
  job: PipelineJob,
  variables: Readonly<Record<string, string>>,
): Promise<[string, PipelineJobResult][]> {
  const total = job.parallel ?? 1;
  const ran: [string, PipelineJobResult][] = [];
  for (let index = 1; index <= total; index += 1) {
    const node = job.parallel === undefined ? {} : { CI_NODE_INDEX: String(index), CI_NODE_TOTAL: String(total) };
    const label = job.parallel === undefined ? name : `${name} ${String(index)}/${String(total)}`;
    ran.push([label, await runJob(request, label, job, { ...variables, ...node })]);
  }
  return ran;
}

async function runJob(
  request: PipelineRequest,
  label: string,
  job: PipelineJob,
  variables: Readonly<Record<string, string>>,
): Promise<PipelineJobResult> {
  const { provider, gitlab, commit, secrets, id } = request;
  const scratch = join(provider.directory, "gitlab/machine");
  const artifacts = join(provider.directory, "gitlab/artifacts", String(id));
  rmSync(scratch, { recursive: true, force: true });
  const environment = {
    ...variables,
    ...secrets[""],
    ...secrets[job.environment?.name ?? ""],
    ...(job.environment !== undefined && { CI_ENVIRONMENT_NAME: job.environment.name }),
    ...Object.fromEntries(Object.keys(job.id_tokens ?? {}).map((token) => [token, "signed-by-gitlab"])),
    ...job.variables,
    // The recipe names a place on the job's own machine.
    ...(job.variables?.["AWS_WEB_IDENTITY_TOKEN_FILE"] !== undefined && {
      AWS_WEB_IDENTITY_TOKEN_FILE: join(scratch, "aws-token"),
    }),
  };
  checkOut(provider, commit, environment);
  for (const need of job.needs ?? Object.keys(request.pipeline.jobs)) restore(artifacts, need, provider.workspace);
  const lines = [...(job.before_script ?? []), ...(job.script ?? [])];
  if (lines.includes("npm ci")) provider.install();
  const script = lines.filter((line) => line !== "npm ci").join("\n");
  // As the runner starts it.
  const { code, log } = await runStep(
    { script, options: ["-eo", "pipefail"], cwd: provider.workspace, environment },
    scratch,
  );
  const result = code === 0 ? "success" : "failed";
  if (result === "success" || job.artifacts?.when === "always")
    keep(job, provider.workspace, join(artifacts, label.replace("/", " of ")));
  if (job.environment?.action === "start") {
    const { name } = job.environment;
    gitlab.deployments.push({ id: gitlab.deployments.length + 1, environment: name, sha: commit, status: result });
  }
  return { result, log };
}

function checkOut(provider: Provider, commit: string, environment: Readonly<Record<string, string>>): void {
  if (environment["GIT_STRATEGY"] === "none") {
    rmSync(provider.workspace, { recursive: true, force: true });
    mkdirSync(provider.workspace, { recursive: true });
  } else provider.checkOut(commit, Number(environment["GIT_DEPTH"] ?? 20));
}

/** Copies what a job's artifacts are; the paths are all of its machine that outlives it. */
function keep(job: PipelineJob, workspace: string, artifact: string): void {
  for (const file of globSync(job.artifacts?.paths ?? [], { cwd: workspace })) {
    mkdirSync(dirname(join(artifact, file)), { recursive: true });
    cpSync(join(workspace, file), join(artifact, file), { recursive: true });
  }
}

function restore(artifacts: string, need: string, workspace: string): void {
  if (!existsSync(artifacts)) return;
  for (const folder of globSync([need, `${need} *`], { cwd: artifacts })) {
    cpSync(join(artifacts, folder), workspace, { recursive: true });
  }
}
