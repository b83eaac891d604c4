/** Plans, approvals and the guard on the real engine: exactly what was agreed to is done, or nothing. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { applyDocument, planDocument } from "../../core/results/plan.ts";
import type { TrailEntry } from "../../core/trail/trailEntry.ts";
import { planToApprove } from "../helpers/approve.ts";
import { byHand } from "../helpers/byHand.ts";
import { copyEstate, withoutCheckpoints, type Outcome, type TestEstate } from "../helpers/cli.ts";
import { runResults } from "../helpers/runResults.ts";
import { simulatedObjects } from "../helpers/simulatedObjects.ts";

jest.setTimeout(600_000);

let estate: TestEstate;
let listed = "[assets, backups]";

beforeAll(() => {
  estate = copyEstate("example", withoutCheckpoints);
  sell(["assets", "old", "older", "oldest"]);
});

afterAll(() => {
  estate.remove();
});

/** Has acme's manifest list these buckets, all but the first unprotected. */
function sell([first = "", ...others]: readonly string[]): void {
  const unprotected = others.map((name) => `buckets/${name}`).join(", ");
  const lines = `[${[first, ...others].join(", ")}]${others.length > 0 ? `\n        unprotected: [${unprotected}]` : ""}`;
  estate.edit("tenants/acme.yaml", listed, lines);
  listed = lines;
}

const by = ["--by", "ops@northwind.example", "--reason", "The customer has moved its files away."];
const planOf = (outcome: Outcome) => planDocument.parse(JSON.parse(outcome.stdout)).plan;
const applied = (outcome: Outcome) => applyDocument.parse(JSON.parse(outcome.stdout));
const upOf = (outcome: Outcome) => runResults(outcome)[0];
const trail = (): TrailEntry[] =>
  readFileSync(join(estate.stateDirectory, "audit/trail.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as TrailEntry);
const buckets = (): string[] =>
  simulatedObjects(estate).flatMap(({ type, id }) => (type === "aws:s3/bucket:Bucket" ? [id] : []));
/** Everything in the target; a revision counts each object's changes. */
const everything = (): string => JSON.stringify(simulatedObjects(estate));

describe("a plan", () => {
  test("of a new tenant creates, needs no approval, holds no secret, and only its owner can read it", async () => {
    const outcome = await estate.tenantry(["plan", "acme", "--out", "plan", "--json"]);
    expect([outcome.code, outcome.code === 0 ? "" : outcome.stderr]).toEqual([0, ""]);
    const { tenants, causes } = planOf(outcome);
    expect(causes).toEqual([]);
    expect(new Set(tenants[0]?.steps.map(({ op }) => op))).toEqual(new Set(["create"]));
    const directory = join(estate.directory, "plan");
    expect(readdirSync(directory).toSorted()).toEqual(["acme.engine.json", "plan.json", "summary.md"]);
    const modes = ["", ...readdirSync(directory)].map((name) => statSync(join(directory, name)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o600]);
    const passphrase = readFileSync(join(estate.stateDirectory, "passphrase"), "utf8");
    for (const name of readdirSync(directory)) {
      expect(readFileSync(join(directory, name), "utf8").includes(passphrase)).toBe(false);
    }
    expect(simulatedObjects(estate)).toEqual([]);
  });

  test("is applied as it is, once, and the trail says which plan it was", async () => {
    const outcome = await estate.tenantry(["apply", "plan", "--json"]);
    const { results, moved, plan } = applied(outcome);
    expect([outcome.code, moved, results.map(({ result, errors }) => [result, errors])]).toEqual([
      0,
      [],
      [["created", []]],
    ]);
    const planned = trail().find(({ event }) => event === "planned");
    expect([planned?.verb, planned?.steps?.plan, planned?.steps?.approvals]).toEqual(["apply", plan, []]);
    expect(trail().map(({ event }) => event)).toEqual(["started", "planned", "ended"]);
    const before = everything();
    const again = await estate.tenantry(["apply", "plan", "--json"]);
    expect([again.code, applied(again).results]).toEqual([1, []]);
    expect(applied(again).moved[0]?.reasons[0]).toMatch(/^Its stack's state was written since, last at 20/);
    expect(everything()).toBe(before);
  });

  test("of what is as it should be has no steps", async () => {
    const { tenants, digest } = planOf(await estate.tenantry(["plan", "acme", "--out", "plan", "--json"]));
    expect(tenants.map(({ steps, planFile }) => [steps, planFile])).toEqual([[[], null]]);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test("does not take the place of anything else", async () => {
    mkdirSync(join(estate.directory, "mine"));
    writeFileSync(join(estate.directory, "mine/thesis.txt"), "x");
    const outcome = await estate.tenantry(["plan", "acme", "--out", "mine"]);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain("holds no plan, so that it is not replaced by one");
    expect(readdirSync(join(estate.directory, "mine"))).toEqual(["thesis.txt"]);
  });

  test("is refused where the manifest has changed since, and where somebody has run the stack by hand", async () => {
    estate.edit("tenants/acme.yaml", "  region: eu-central-1", "  dataClass: restricted\n  region: eu-central-1");
    const { tenants } = planOf(await estate.tenantry(["plan", "acme", "--out", "plan", "--json"]));
    expect(new Set(tenants[0]?.steps.map(({ op }) => op))).toEqual(new Set(["update"]));
    estate.edit("tenants/acme.yaml", "dataClass: restricted", "dataClass: internal");
    const before = everything();
    const changed = await estate.tenantry(["apply", "plan", "--json"]);
    expect([changed.code, applied(changed).results]).toEqual([1, []]);
    expect(applied(changed).moved[0]?.reasons[0]).toContain("Its manifest");
    expect(applied(changed).moved[0]?.reasons.join("\n")).toContain(
      "With other values: update aws:s3/bucket:Bucket web--assets",
    );
    expect(everything()).toBe(before);

    estate.edit("tenants/acme.yaml", "dataClass: internal", "dataClass: restricted");
    const env = await byHand(estate);
    const hand = await estate.run("pulumi", ["up", "-s", "acme", "-y", "--non-interactive"], { env });
    expect([hand.code, hand.code === 0 ? "" : hand.stdout]).toEqual([0, ""]);
    const after = everything();
    const refused = await estate.tenantry(["apply", "plan", "--json"]);
    expect([refused.code, applied(refused).results]).toEqual([1, []]);
    expect(applied(refused).moved[0]?.reasons[0]).toContain("Its stack's state was written since");
    expect(applied(refused).moved[0]?.reasons[1]).toContain("No longer: update");
    expect(everything()).toBe(after);
  });
});

describe("the guard (C4)", () => {
  test("stops the removal of a bucket before anything is touched, and lets exactly what is approved through", async () => {
    sell(["assets", "older", "oldest"]);
    const before = everything();
    const stopped = await estate.tenantry(["up", "acme", "--json"]);
    expect([stopped.code, upOf(stopped)?.result]).toEqual([4, "needs-approval"]);
    expect(upOf(stopped)?.errors.join("\n")).toMatch(
      /aws:s3\/bucket:Bucket web--old would be deleted, with all that it holds/,
    );
    expect(everything()).toBe(before);
    const name = planToApprove(upOf(stopped));
    expect(readdirSync(join(estate.stateDirectory, "plans"))).toEqual([name]);

    const approved = await estate.command(["approve", name, ...by]);
    expect([approved.code, approved.stderr]).toEqual([0, ""]);
    sell(["assets", "oldest"]);
    const more = await estate.tenantry(["up", "acme", "--json"]);
    expect([more.code, upOf(more)?.result]).toEqual([4, "needs-approval"]);
    expect(everything()).toBe(before);

    sell(["assets", "older", "oldest"]);
    const through = await estate.tenantry(["up", "acme", "--json"]);
    expect([through.code, upOf(through)?.result, upOf(through)?.errors]).toEqual([0, "updated", []]);
    expect(buckets().filter((id) => id.includes("old"))).toEqual([
      expect.stringContaining("older"),
      expect.stringContaining("oldest"),
    ]);
    const planned = trail().findLast(({ event }) => event === "planned");
    expect(planned?.steps?.approvals).toEqual([
      { approvedBy: "ops@northwind.example", source: "file", reason: "The customer has moved its files away." },
    ]);
  });

  test("has a plan applied only with its approval, which a pipeline's environment may give", async () => {
    sell(["assets", "oldest"]);
    const { causes } = planOf(await estate.tenantry(["plan", "acme", "--out", "plan", "--json"]));
    expect(causes.map(({ reason }) => reason)).toEqual(["stateful-deletion"]);
    const before = everything();
    const stopped = await estate.tenantry(["apply", "plan", "--json"]);
    expect([stopped.code, applied(stopped).open.length]).toEqual([4, 1]);
    const nobody = await estate.tenantry(["apply", "plan", "--approved-by-environment", "production"]);
    expect(nobody.code).toBe(2);
    expect(everything()).toBe(before);
    const env = { GITHUB_ACTIONS: "true", GITHUB_RUN_ID: "17", GITHUB_ACTOR: "jo" };
    const through = await estate.tenantry(["apply", "plan", "--json", "--approved-by-environment", "production"], {
      env,
    });
    expect([through.code, applied(through).results[0]?.errors]).toEqual([0, []]);
    expect(buckets()).toEqual([expect.stringContaining("assets"), expect.stringContaining("oldest")]);
    expect(trail().findLast(({ event }) => event === "planned")?.steps?.approvals).toEqual([
      { approvedBy: "production", source: "environment", reason: "Run 17 of GitHub Actions, caused by jo" },
    ]);
  });

  test("keeps a plan that can be applied as it is once it is approved", async () => {
    sell(["assets"]);
    const stopped = await estate.tenantry(["up", "acme", "--json"]);
    const name = planToApprove(upOf(stopped));
    expect((await estate.command(["approve", name, ...by])).code).toBe(0);
    const through = await estate.tenantry(["apply", join(estate.stateDirectory, "plans", name), "--json"]);
    expect([through.code, applied(through).results.map(({ result, errors }) => [result, errors])]).toEqual([
      0,
      [["updated", []]],
    ]);
    expect(buckets()).toEqual([expect.stringContaining("assets")]);
  });
});
