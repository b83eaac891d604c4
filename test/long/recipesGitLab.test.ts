/**
 * The pipeline for GitLab, run: a change of a tenant goes through merge request, merge, plan, a person's start of the apply, and a night finds
 * what hands changed. See test/helpers/recipes/ for what is run as it stands and what is played.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { join } from "node:path";

import { Inventory } from "../../sandbox/inventory/inventory.ts";
import { startGitLab, tokens, type GitLabServer } from "../helpers/recipes/gitlabServer.ts";
import { readPipeline } from "../helpers/recipes/pipeline.ts";
import { makeProvider, type Provider } from "../helpers/recipes/provider.ts";
import { runPipeline, type PipelineJobResult } from "../helpers/recipes/runPipeline.ts";
import { umbrella } from "../helpers/recipes/tenants.ts";

jest.setTimeout(600_000);

let provider: Provider;
let gitlab: GitLabServer;
let pipelines = 0;

beforeAll(async () => {
  provider = makeProvider(["acme"], { "estate/tenants/umbrella.yaml": umbrella });
  gitlab = await startGitLab();
});
afterAll(async () => {
  await gitlab.close();
  provider.remove();
});

function run(
  commit: string,
  variables: Readonly<Record<string, string>>,
  start: readonly string[] = [],
): Promise<Map<string, PipelineJobResult>> {
  pipelines += 1;
  const secrets = { "": { TENANTRY_NOTE_TOKEN: tokens.note } };
  return runPipeline({ provider, gitlab, pipeline: readPipeline(), id: pipelines, commit, variables, secrets, start });
}

/** The pipeline of a merge request, of its branch as it stands. */
function mergeRequest(branch: string, project = "42"): Promise<Map<string, PipelineJobResult>> {
  const commit = provider.bare("rev-parse", branch);
  return run(commit, {
    CI_PIPELINE_SOURCE: "merge_request_event",
    CI_MERGE_REQUEST_IID: "7",
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: project,
    CI_MERGE_REQUEST_DIFF_BASE_SHA: provider.bare("merge-base", "main", branch),
  });
}

const onMain = (source: "push" | "schedule"): Record<string, string> => ({
  CI_PIPELINE_SOURCE: source,
  CI_COMMIT_BRANCH: "main",
});

const resultsOf = (jobs: ReadonlyMap<string, PipelineJobResult>): Record<string, string> =>
  Object.fromEntries([...jobs].map(([name, { result }]) => [name, result]));

describe("the default branch", () => {
  test("is planned whole the first time, and applied when somebody starts it", async () => {
    const commit = provider.bare("rev-parse", "main");
    const waiting = await run(commit, onMain("push"));
    expect(resultsOf(waiting)).toEqual({ plan: "success", apply: "manual" });
    expect(waiting.get("plan")?.log).toContain("2 of 2 tenants would change");
    expect(gitlab.deployments).toEqual([]);
    const started = await run(commit, onMain("push"), ["apply"]);
    expect(resultsOf(started)).toEqual({ plan: "success", apply: "success" });
    expect(gitlab.deployments).toEqual([{ id: 1, environment: "production", sha: commit, status: "success" }]);
  });
});

describe("a merge request", () => {
  test("has one note that says what would change, by whoever writes the same mark, however many notes there are", async () => {
    for (let id = 1; id <= 120; id += 1) {
      gitlab.notes.push({ id, author: { id: 5 }, body: "<!-- tenantry:diff -->\nAll is well." });
    }
    provider.branch("exports");
    provider.edit("estate/tenants/acme.yaml", "buckets: [assets, backups]", "buckets: [assets, backups, exports]");
    provider.push("exports", "Have exports");
    const first = await mergeRequest("exports");
    expect(resultsOf(first)).toEqual({ check: "success", diff: "success", note: "success" });
    expect(gitlab.notes).toHaveLength(121);
    expect(gitlab.notes.at(-1)?.body).toContain("exports");

    provider.edit("estate/tenants/acme.yaml", "exports", "reports");
    provider.push("exports", "Call them reports");
    expect(resultsOf(await mergeRequest("exports"))).toEqual({ check: "success", diff: "success", note: "success" });
    expect(gitlab.notes).toHaveLength(121);
    expect(gitlab.notes.at(-1)).toMatchObject({
      author: { id: tokens.noteUser },
      body: expect.stringContaining("reports"),
    });
    expect(gitlab.notes[0]?.body).toBe("<!-- tenantry:diff -->\nAll is well.");
  });

  test("of a fork is checked and gets no note", async () => {
    expect(resultsOf(await mergeRequest("exports", "666"))).toEqual({ check: "success", diff: "success" });
    expect(gitlab.notes).toHaveLength(121);
  });
});

describe("a merge", () => {
  test("is planned for the tenants that have changed since the last deployment that succeeded", async () => {
    const commit = provider.merge("exports");
    gitlab.deployments.push({ id: 2, environment: "production", sha: commit, status: "failed" });
    const jobs = await run(commit, onMain("push"), ["apply"]);
    expect(resultsOf(jobs)).toEqual({ plan: "success", apply: "success" });
    expect(jobs.get("plan")?.log).toContain("1 of 1 tenant would change");
    expect(gitlab.deployments.at(-1)).toMatchObject({ sha: commit, status: "success" });
  });

  test("that is older than what is deployed is not planned", async () => {
    const jobs = await run(provider.bare("rev-parse", "main~1"), onMain("push"), ["apply"]);
    expect(resultsOf(jobs)).toEqual({ plan: "failed", apply: "skipped" });
  });
});

describe("a night", () => {
  test("finds nothing where nothing was changed", async () => {
    const jobs = await run(provider.bare("rev-parse", "main"), onMain("schedule"));
    expect(new Set(Object.values(resultsOf(jobs)))).toEqual(new Set(["success"]));
    expect([...jobs.keys()].toSorted()).toEqual([
      "audit",
      "drift 1/4",
      "drift 2/4",
      "drift 3/4",
      "drift 4/4",
      "report",
    ]);
  });

  test("fails when hands have changed something, and names it", async () => {
    const inventory = new Inventory(join(provider.disk, "inventory.sqlite"));
    const bucket = inventory.list({ type: "aws:s3/bucket:Bucket" }).find(({ id }) => id.includes("reports"));
    if (bucket === undefined) throw new Error("not what the tenant has");
    inventory.edit(bucket, (properties) => ({ ...properties, tags: { owner: "nobody" } }));
    inventory.close();
    const jobs = await run(provider.bare("rev-parse", "main"), onMain("schedule"));
    expect(jobs.get("report")).toMatchObject({ result: "failed", log: expect.stringContaining(bucket.id) });
  });
});
