/**
 * The workflows for GitHub, run: a change of a tenant goes through pull request, merge, plan, approval and apply, and a night finds what
 * hands changed. See test/helpers/recipes/ for what is run as it stands and what is played.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { join } from "node:path";

import { Inventory } from "../../sandbox/inventory/inventory.ts";
import { makeHost, type Host } from "../helpers/recipes/githubHost.ts";
import { makeProvider, type Provider } from "../helpers/recipes/provider.ts";
import { runWorkflow, type JobResult, type RunRequest, type Trigger } from "../helpers/recipes/runWorkflow.ts";
import { runStep } from "../helpers/recipes/shell.ts";
import { umbrella } from "../helpers/recipes/tenants.ts";
import { readWorkflow, type workflowNames } from "../helpers/recipes/workflow.ts";

jest.setTimeout(600_000);

/** What the environments keep. */
const passphrase = { PULUMI_CONFIG_PASSPHRASE: "never in a log" };

let provider: Provider;
let host: Host;
let runs = 0;

beforeAll(() => {
  provider = makeProvider(["acme"], { "estate/tenants/umbrella.yaml": umbrella });
  host = makeHost(provider, { plan: passphrase, production: passphrase, nightly: passphrase });
});
afterAll(() => {
  provider.remove();
});

/** The event of a pull request from a branch, for the commit by which GitHub has it checked. */
function pullRequest(branch: string, number: number, repository = host.repository): Trigger {
  const event = { pull_request: { number, head: { repo: { full_name: repository } } } };
  return { name: "pull_request", event, sha: provider.mergeOf(branch), ref: `refs/pull/${String(number)}/merge` };
}

/** The event of a push to main. */
const push = (sha: string): Trigger => ({ name: "push", event: {}, sha, ref: "refs/heads/main" });

function run(
  name: (typeof workflowNames)[number],
  trigger: Trigger,
  more: Partial<RunRequest> = {},
): Promise<Map<string, JobResult>> {
  runs += 1;
  return runWorkflow({ host, workflow: readWorkflow(name), trigger, id: runs, ...more });
}

const resultsOf = (jobs: ReadonlyMap<string, JobResult>): Record<string, string> =>
  Object.fromEntries([...jobs].map(([name, { result }]) => [name, result]));

/** The commit that counts as deployed; undefined while none does. */
function deployed(): string | undefined {
  return provider.bare("for-each-ref", "--format=%(objectname)", "refs/tags/tenantry-deployed") || undefined;
}

/** The buckets that there are, by what is simulated. */
function buckets(): string[] {
  const inventory = new Inventory(join(provider.disk, "inventory.sqlite"));
  const ids = inventory.list({ type: "aws:s3/bucket:Bucket" }).map(({ id }) => id);
  inventory.close();
  return ids.toSorted();
}

/** Commits a change of acme's buckets to a branch. */
function changeBuckets(branch: string, from: string, to: string): string {
  provider.branch(branch);
  provider.edit("estate/tenants/acme.yaml", `buckets: [${from}]`, `buckets: [${to}]`);
  return provider.push(branch, `Have ${to}`);
}

describe("a deployment", () => {
  test("plans all tenants the first time, and applies them when the reviewers agree", async () => {
    const commit = provider.bare("rev-parse", "main");
    const jobs = await run("deploy", push(commit));
    expect(resultsOf(jobs)).toEqual({ plan: "success", apply: "success", record: "success" });
    expect(jobs.get("plan")?.summary).toContain("2 of 2 tenants would change");
    expect(deployed()).toBe(commit);
    expect(buckets()).toHaveLength(3);
    expect([...jobs.values()].map(({ log, summary }) => `${log}${summary}`).join()).not.toContain("never in a log");
  });

  test("asks nobody where nothing is to be done, and counts as done", async () => {
    provider.branch("words");
    provider.edit("package.json", '"private": true', '"description": "Our customers", "private": true');
    provider.push("words", "Describe the repository");
    host.reviews.set("production", "rejected");
    const commit = provider.merge("words");
    const jobs = await run("deploy", push(commit));
    host.reviews.delete("production");
    expect(resultsOf(jobs)).toEqual({ plan: "success", apply: "skipped", record: "success" });
    expect(deployed()).toBe(commit);
  });
});

describe("a pull request", () => {
  test("has one comment that says what would change, by whoever writes the same mark", async () => {
    host.say(7, "mallory", "<!-- tenantry:diff -->\nAll is well.");
    changeBuckets("exports", "assets, backups", "assets, backups, exports");
    const first = await run("pull-request", pullRequest("exports", 7));
    expect(resultsOf(first)).toEqual({ check: "success", diff: "success", comment: "success" });
    const [foreign, comment, ...others] = host.comments();
    expect(foreign?.body).toBe("<!-- tenantry:diff -->\nAll is well.");
    expect(comment).toMatchObject({ issue: 7, user: { login: "github-actions[bot]" } });
    expect(comment?.body).toContain("acme");
    expect(comment?.body).not.toContain("umbrella");
    expect(others).toEqual([]);

    provider.edit("estate/tenants/acme.yaml", "exports", "reports");
    provider.push("exports", "Call them reports");
    const second = await run("pull-request", pullRequest("exports", 7));
    expect(resultsOf(second)).toEqual({ check: "success", diff: "success", comment: "success" });
    expect(host.comments()).toHaveLength(2);
    expect(host.comments()[1]?.body).toContain("reports");
  });

  test("from a fork is checked and gets no comment", async () => {
    const jobs = await run("pull-request", pullRequest("exports", 8, "mallory/estate"));
    expect(resultsOf(jobs)).toEqual({ check: "success", diff: "success", comment: "skipped" });
    expect(jobs.get("diff")?.summary).toContain("acme");
    expect(host.comments().filter(({ issue }) => issue === 8)).toEqual([]);
  });

  test("that is not valid fails, with what is wrong at its line, and gets no comment", async () => {
    changeBuckets("wrong", "assets, backups", "Assets");
    const jobs = await run("pull-request", pullRequest("wrong", 9));
    expect(resultsOf(jobs)).toEqual({ check: "failure", diff: "failure", comment: "skipped" });
    expect(jobs.get("check")?.log).toMatch(/^::error file=estate\/tenants\/acme\.yaml,line=22,/m);
  });
});

describe("a merge", () => {
  test("that the reviewers reject changes nothing, and is part of the next plan", async () => {
    const before = deployed();
    const commit = provider.merge("exports");
    host.reviews.set("production", "rejected");
    const rejected = await run("deploy", push(commit));
    expect(resultsOf(rejected)).toEqual({ plan: "success", apply: "failure", record: "skipped" });
    expect(rejected.get("plan")?.summary).toContain("1 of 1 tenant would change");
    expect(deployed()).toBe(before);
    expect(buckets()).toHaveLength(3);

    host.reviews.set("production", "approved");
    const approved = await run("deploy", { ...push(commit), name: "workflow_dispatch" });
    expect(resultsOf(approved)).toEqual({ plan: "success", apply: "success", record: "success" });
    expect(deployed()).toBe(commit);
    expect(buckets()).toHaveLength(4);
  });

  test("is refused when somebody else has run the tenant since it was planned, and planned anew then", async () => {
    const before = deployed();
    changeBuckets("more", "assets, backups, reports", "assets, backups, reports, scans");
    const commit = provider.merge("more");
    const meanwhile = async (job: string): Promise<void> => {
      if (job !== "apply") return;
      // The workspace is still that of the job before.
      const script = "npx tenantry up acme --refresh";
      const options = { script, options: [], cwd: provider.workspace, environment: passphrase };
      const { code, log } = await runStep(options, join(provider.directory, "person"));
      if (code !== 0) throw new Error(log);
    };
    const refused = await run("deploy", push(commit), { meanwhile });
    expect(resultsOf(refused)).toEqual({ plan: "success", apply: "failure", record: "skipped" });
    expect(refused.get("apply")?.log).toContain("acme is not as it was planned:");
    expect(refused.get("apply")?.log).toContain("Nothing was touched.");
    expect(deployed()).toBe(before);

    const again = await run("deploy", push(commit));
    expect(resultsOf(again)).toEqual({ plan: "success", apply: "skipped", record: "success" });
    expect(deployed()).toBe(commit);
  });

  test("of a commit that is older than the deployed one is refused", async () => {
    const [now, older] = [deployed(), provider.bare("rev-parse", "main~1")];
    const jobs = await run("deploy", push(older));
    expect(resultsOf(jobs)).toEqual({ plan: "failure", apply: "skipped", record: "skipped" });
    expect(jobs.get("plan")?.log).toContain("::error::");
    expect(deployed()).toBe(now);
  });

  test("that is cancelled finishes what is under way, and the next run does the rest", async () => {
    const before = deployed();
    changeBuckets("even-more", "assets, backups, reports, scans", "assets, backups, reports, scans, tapes");
    const commit = provider.merge("even-more");
    const cancelOn = { job: "apply", text: "acme" };
    const cancelled = await run("deploy", push(commit), { cancelOn });
    expect(resultsOf(cancelled)).toMatchObject({ plan: "success", apply: "cancelled", record: "skipped" });
    expect(deployed()).toBe(before);

    const again = await run("deploy", push(commit));
    expect(resultsOf(again)).toMatchObject({ plan: "success", record: "success" });
    expect(deployed()).toBe(commit);
    expect(buckets()).toHaveLength(6);
  });
});

describe("a night", () => {
  const night = (): Trigger => ({
    name: "schedule",
    event: {},
    sha: provider.bare("rev-parse", "main"),
    ref: "refs/heads/main",
  });

  test("finds nothing where nothing was changed", async () => {
    const jobs = await run("nightly", night());
    expect(new Set([...jobs.values()].map(({ result }) => result))).toEqual(new Set(["success"]));
  });

  test("fails when hands have changed something, and names it once for all parts", async () => {
    const inventory = new Inventory(join(provider.disk, "inventory.sqlite"));
    const bucket = inventory.list({ type: "aws:s3/bucket:Bucket" }).find(({ id }) => id.includes("tapes"));
    if (bucket === undefined) throw new Error("not what the tenant has");
    inventory.edit(bucket, (properties) => ({ ...properties, tags: { owner: "nobody" } }));
    inventory.close();
    const jobs = await run("nightly", night());
    expect(jobs.get("report")).toMatchObject({ result: "failure", log: expect.stringContaining(bucket.id) });
    expect([...jobs.values()].filter(({ result }) => result === "failure")).toHaveLength(2);
  });
});
