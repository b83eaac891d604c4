/**
 * Runs a workflow as GitHub does, as far as the recipes go: what triggers it, order and conditions of jobs, matrix, environments, outputs,
 * artifacts and tokens. `run` steps are run by bash, actions are played; `npm ci` links this checkout instead of asking
 * a registry.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { playAction } from "./actions.ts";
import { fillIn, isDue, type Contexts, type Status } from "./expressions.ts";
import { tokenOf, type Host } from "./githubHost.ts";
import { addProgram, runStep, type StepOutcome } from "./shell.ts";
import type { Job, Step, Workflow } from "./workflow.ts";

/** What a workflow is run for. */
export interface Trigger {
  readonly name: "pull_request" | "push" | "schedule" | "workflow_dispatch";
  /** The webhook's body. */
  readonly event: object;
  /** What is checked out. */
  readonly sha: string;
  readonly ref: string;
}

/** How a job ended. */
export interface JobResult {
  readonly result: "success" | "failure" | "cancelled" | "skipped";
  readonly outputs: Readonly<Record<string, string>>;
  /** What its steps wrote. */
  readonly log: string;
  /** What they wrote to the run's page. */
  readonly summary: string;
}

/** A run and what is asked of it. */
export interface RunRequest {
  readonly host: Host;
  readonly workflow: Workflow;
  readonly trigger: Trigger;
  /** The run's number: re-running keeps it, and its artifacts. */
  readonly id: number;
  /** Jobs that are taken as they ended before, as `Re-run failed jobs` does. */
  readonly before?: ReadonlyMap<string, JobResult>;
  /** Called before each job that is run: what happens elsewhere meanwhile. */
  readonly meanwhile?: (job: string) => Promise<void> | void;
  /** Somebody cancels the run once the log of a job has this text in it. */
  readonly cancelOn?: { readonly job: string; readonly text: string };
}

/** A run under way. */
interface Run extends RunRequest {
  readonly artifacts: string;
  readonly github: Readonly<Record<string, unknown>>;
}

/** Runs it and returns the jobs' results by name; those of a matrix are `name (1)`, `name (2)`, … */
export async function runWorkflow(request: RunRequest): Promise<Map<string, JobResult>> {
  const { host, workflow, trigger, id, before } = request;
  if (!(trigger.name in workflow.on)) throw new Error(`${workflow.name} does not run on ${trigger.name}`);
  const run: Run = {
    ...request,
    artifacts: join(host.provider.directory, "github/artifacts", String(id)),
    github: {
      event_name: trigger.name,
      event: trigger.event,
      sha: trigger.sha,
      ref: trigger.ref,
      repository: host.repository,
      server_url: "https://github.com",
      run_id: String(id),
      run_attempt: before === undefined ? "1" : "2",
    },
  };
  fillIn(workflow.concurrency.group, { github: run.github });
  const results = new Map<string, JobResult>();
  const names = Object.keys(workflow.jobs);
  for (let name = next(workflow, names, results); name !== undefined; name = next(workflow, names, results)) {
    for (const [ran, result] of await runJobs(run, name, results)) results.set(ran, result);
  }
  return results;
}

/** The first job that has not run and whose needs have. */
function next(
  workflow: Workflow,
  names: readonly string[],
  results: ReadonlyMap<string, JobResult>,
): string | undefined {
  const isDone = (name: string): boolean => resultsOf(name, results).length > 0;
  return names.find((name) => !isDone(name) && workflow.jobs[name]?.needs.every(isDone));
}

/** A job's result, or those of its matrix. */
function resultsOf(name: string, results: ReadonlyMap<string, JobResult>): JobResult[] {
  return [...results].filter(([ran]) => ran === name || ran.startsWith(`${name} (`)).map(([, result]) => result);
}

async function runJobs(
  run: Run,
  name: string,
  results: ReadonlyMap<string, JobResult>,
): Promise<[string, JobResult][]> {
  const job = run.workflow.jobs[name];
  if (job === undefined) throw new Error(`no job ${name}`);
  const kept = [...(run.before ?? [])].filter(
    ([ran, { result }]) => (ran === name || ran.startsWith(`${name} (`)) && result === "success",
  );
  if (kept.length > 0) return kept;
  const needed = job.needs.map((need) => [need, combined(resultsOf(need, results))] as const);
  const contexts = { github: run.github, needs: Object.fromEntries(needed) };
  const status = {
    failed: needed.some(([, { result }]) => result !== "success"),
    cancelled: [...results.values()].some(({ result }) => result === "cancelled"),
  };
  const nothing = { outputs: {}, log: "", summary: "" };
  if (!isDue(job.if, contexts, status)) return [[name, { result: "skipped", ...nothing }]];
  if (job.environment !== undefined && run.host.reviews.get(job.environment) === "rejected") {
    return [[name, { result: "failure", ...nothing }]];
  }
  const ran: [string, JobResult][] = [];
  const combinations = matrixOf(job);
  for (const matrix of combinations) {
    await run.meanwhile?.(name);
    const label = Object.keys(matrix).length === 0 ? name : `${name} (${Object.values(matrix).join(", ")})`;
    const strategy = { "job-total": combinations.length };
    ran.push([label, await runJob(run, job, name, { ...contexts, matrix, strategy })]);
  }
  return ran;
}

function combined(results: readonly JobResult[]): Pick<JobResult, "result" | "outputs"> {
  const worst = (["failure", "cancelled", "skipped"] as const).find((result) =>
    results.some((one) => one.result === result),
  );
  return {
    result: worst ?? "success",
    outputs: Object.assign({}, ...results.map(({ outputs }) => outputs)) as Record<string, string>,
  };
}

function matrixOf({ strategy }: Job): Record<string, number>[] {
  const [dimension, ...more] = Object.entries(strategy?.matrix ?? {});
  if (more.length > 0) throw new Error("a matrix of several dimensions is not played");
  return dimension === undefined ? [{}] : dimension[1].map((value) => ({ [dimension[0]]: value }));
}

/** A job's machine, with the files by which its steps tell GitHub something. */
interface Machine {
  readonly scratch: string;
  readonly output: string;
  readonly summary: string;
}

async function runJob(run: Run, job: Job, name: string, given: Contexts): Promise<JobResult> {
  const { provider, repository, file } = run.host;
  const scratch = join(provider.directory, "github/machine");
  for (const folder of [scratch, provider.workspace]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const machine: Machine = { scratch, output: join(scratch, "output"), summary: join(scratch, "summary") };
  writeFileSync(machine.summary, "");
  addProgram(scratch, "gh", "gh.ts");
  const github = { ...run.github, token: tokenOf(job.permissions) };
  const secrets = run.host.secrets[job.environment ?? ""] ?? {};
  const environment = {
    GITHUB_ACTIONS: "true",
    GITHUB_REPOSITORY: repository,
    GITHUB_SHA: run.trigger.sha,
    GITHUB_RUN_ID: String(run.id),
    GITHUB_ACTOR: "dana",
    GITHUB_OUTPUT: machine.output,
    GITHUB_STEP_SUMMARY: machine.summary,
    RECIPES_HOST: file,
  };
  const steps: Record<string, { outputs: Record<string, string>; outcome: string }> = {};
  let status: Status = { failed: false, cancelled: false };
  let log = "";
  for (const step of job.steps) {
    const contexts = { ...given, github, secrets, steps, env: job.env };
    if (!isDue(step.if, contexts, status)) continue;
    writeFileSync(machine.output, "");
    const cancelOn = run.cancelOn?.job === name ? run.cancelOn.text : undefined;
    const outcome = await play(
      run,
      step,
      machine,
      { ...environment, ...filled(job.env, contexts), ...filled(step.env, contexts) },
      contexts,
      cancelOn,
    );
    log += outcome.log;
    const wasCancelled = cancelOn !== undefined && outcome.log.includes(cancelOn);
    status = { failed: status.failed || outcome.code !== 0, cancelled: status.cancelled || wasCancelled };
    if (step.id !== undefined)
      steps[step.id] = { outputs: outputsIn(machine.output), outcome: outcome.code === 0 ? "success" : "failure" };
  }
  return {
    result: status.cancelled ? "cancelled" : status.failed ? "failure" : "success",
    outputs: filled(job.outputs, { ...given, github, steps }),
    log,
    summary: readFileSync(machine.summary, "utf8"),
  };
}

function filled(texts: Readonly<Record<string, string>>, contexts: Contexts): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, fillIn(text, contexts)]));
}

/** `name=value` lines; the form for several lines is not played. */
function outputsIn(file: string): Record<string, string> {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

async function play(
  run: Run,
  step: Step,
  { scratch }: Machine,
  environment: Readonly<Record<string, string>>,
  contexts: Contexts,
  cancelOn: string | undefined,
): Promise<StepOutcome> {
  const { provider } = run.host;
  if (step.uses !== undefined) {
    const inputs = filled(step.with, contexts);
    return playAction(step.uses, { provider, inputs, commit: run.trigger.sha, artifacts: run.artifacts });
  }
  const script = fillIn(step.run ?? "", contexts);
  if (script === "npm ci") {
    provider.install();
    return { code: 0, log: "" };
  }
  // As GitHub starts `shell: bash`.
  const options = ["--noprofile", "--norc", "-eo", "pipefail"];
  return runStep({ script, options, cwd: provider.workspace, environment, interruptOn: cancelOn }, scratch);
}
