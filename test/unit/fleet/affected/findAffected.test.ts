import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { findAffected, type Affected, type AffectedQuestion } from "../../../../fleet/affected/findAffected.ts";
import { openBase } from "../../../../fleet/affected/openBase.ts";
import { openRenderPool } from "../../../../fleet/affected/renderPool.ts";
import { openEstate } from "../../../../fleet/openEstate.ts";
import { gitEnvironment, gitEstate, type GitEstate } from "../../../helpers/gitEstate.ts";

const today = "2026-11-26";

/** The tree without a file, which git always knows. */
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

let repository: GitEstate;

beforeEach(() => {
  repository = gitEstate();
  // Nothing is published, so that tiers may change.
  repository.remove("catalogue.lock");
  repository.commit();
});

afterEach(() => {
  repository.files.remove();
});

/** What is affected since a commit, by today's code, without threads; and whether anything is left behind. */
async function affected(by: AffectedQuestion["by"] = "resources", reference = "HEAD"): Promise<Affected> {
  const directory = repository.estate;
  const { estate } = openEstate(directory, "/", { today });
  if (estate === undefined) throw new Error("the estate of the test is not right");
  const toRender = by === "resources";
  const temporary = join(repository.files.directory, "temporary");
  mkdirSync(temporary, { recursive: true });
  const environment = { ...gitEnvironment, TMPDIR: temporary };
  const more = { today, environment, toRender, onProgress: () => undefined };
  const base = await openBase({ directory, reference, ...more });
  const pool = openRenderPool({ threads: 0 });
  const found = await findAffected({ base, estate, tenants: estate.tenants, by, today: "2026-12-01", pool });
  base.close();
  await pool.close();
  expect(readdirSync(temporary)).toEqual([]);
  expect(repository.git("worktree", "list").split("\n")).toHaveLength(1);
  return found;
}

const edit = (file: string, from: string, to: string): void => {
  repository.files.edit(file, from, to);
};

const reasons = ({ reasons: found }: Affected): Record<string, readonly string[]> => Object.fromEntries(found);

test("nothing is affected where nothing changed", async () => {
  expect(await affected()).toEqual({ reasons: new Map(), all: undefined, offboarding: [] });
  expect(await affected("judgement")).toEqual({ reasons: new Map(), all: undefined, offboarding: [] });
});

test("a change of a manifest affects its tenant, whether it is committed or not", async () => {
  edit("tenants/acme.yaml", "[assets, backups]", "[assets, backups, logs]");
  const expected = {
    acme: [
      "changed: subscriptions[0].bundle.buckets[2].name, subscriptions[0].bundle.buckets[2].bucketName",
      "8 resources differ: aws:s3/bucket:Bucket, aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration, " +
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls, aws:s3/bucketPolicy:BucketPolicy and 4 more",
    ],
  };
  expect(reasons(await affected())).toEqual(expected);
  repository.commit();
  expect(reasons(await affected("resources", "HEAD~1"))).toEqual(expected);
  expect(reasons(await affected("judgement", "HEAD~1"))).toEqual({ acme: expected.acme.slice(0, 1) });
});

test("comments, labels and another file for the same tenant affect nobody", async () => {
  const text = repository.read("tenants/acme.yaml");
  repository.write(
    "tenants/acme.yaml",
    text.replace("  id: acme\n", "  # the first\n  id: acme\n  labels: { segment: retail }\n"),
  );
  repository.move("tenants/globex.yaml", "tenants/eu/globex.yml");
  edit("catalogue/iaas/standard@1.yaml", "spec:\n", "# sold since 2026\nspec:\n");
  for (const by of ["resources", "judgement"] as const) {
    expect(await affected(by)).toEqual({ reasons: new Map(), all: undefined, offboarding: [] });
  }
});

test("what is not rendered is applied to nobody, and judged again", async () => {
  edit("tenants/acme.yaml", "Acme GmbH", "Acme AG");
  edit("catalogue/paas/starter@1.yaml", "monthly: ", "monthly: 1");
  expect(reasons(await affected())).toEqual({});
  expect(reasons(await affected("judgement"))).toEqual({
    acme: ["changed: displayName"],
    initech: ["changed: subscriptions[1].price.monthly"],
  });
});

test("a change of a tier affects those that have it", async () => {
  edit("catalogue/paas/starter@1.yaml", "pods: 20", "pods: 30");
  const { initech = [], ...others } = reasons(await affected());
  expect(others).toEqual({});
  expect(initech).toHaveLength(2);
  expect(initech[0]).toBe(
    "changed: subscriptions[1].entitlements.pods, subscriptions[1].bundle.environments[0].quota.ephemeralStorage, " +
      "subscriptions[1].bundle.environments[0].quota.pods",
  );
});

test("a new tier version affects those that follow their ring to it, and not those that are pinned", async () => {
  const text = repository.read("catalogue/paas/standard@1.yaml");
  repository.write(
    "catalogue/paas/standard@2.yaml",
    text.replace("version: 1", "version: 2").replace("spec:\n", "spec:\n  rings: [early]\n"),
  );
  const { globex = [], ...others } = reasons(await affected());
  expect(others).toEqual({});
  expect(globex[0]).toBe("tier of apps changed: paas/standard@1 to paas/standard@2");
});

test("what the estate sets about policies is judged again for all, and applied to nobody", async () => {
  edit("estate.yaml", "spec:\n", "spec:\n  policies: { settings: { logging/log-retention: { days: 400 } } }\n");
  expect(reasons(await affected())).toEqual({});
  const judged = await affected("judgement");
  expect(judged.all).toMatch(/^what the estate sets about policies is not that of HEAD \([0-9a-f]{12}\)$/);
  expect([...judged.reasons.keys()]).toEqual(["acme", "globex", "initech"]);
});

test("a waiver is judged again for its tenant", async () => {
  repository.write(
    "waivers.yaml",
    `apiVersion: tenantry.dev/v1
kind: Waivers
spec:
  waivers:
    - rule: storage/bucket-versioned
      tenant: acme
      resource: aws:s3/bucket:Bucket web-assets
      reason: The data is made again every night
      requester: ops@acme.example
      approver: security@northwind.example
      granted: 2026-11-01
      expires: 2026-12-01
`,
  );
  expect(reasons(await affected())).toEqual({});
  expect(reasons(await affected("judgement"))).toEqual({ acme: ["waivers changed"] });
});

test("a new tenant is affected; one whose manifest is deleted is told of and never selected", async () => {
  const text = repository.read("tenants/acme.yaml");
  repository.write(
    "tenants/umbrella.yaml",
    text.replaceAll("acme", "umbrella").replace("10.40.0.0/20", "10.40.64.0/20"),
  );
  repository.remove("tenants/globex.yaml");
  const found = await affected();
  expect(reasons(found)).toEqual({ umbrella: ["new"] });
  expect(found.offboarding).toEqual([{ tenant: "globex", file: "tenants/globex.yaml" }]);
});

test("where the base cannot be compared with, all are affected and it is said why", async () => {
  const right = repository.read("tenants/acme.yaml");
  repository.write("tenants/acme.yaml", right.replace("region: eu-central-1", "region: mars"));
  const wrong = repository.commit();
  repository.write("tenants/acme.yaml", right);
  const invalid = await affected("resources", wrong);
  expect(invalid.all).toMatch(
    /^the base [0-9a-f]{40} \([0-9a-f]{12}\) cannot be compared with: it is not valid by the code of 0\.1\.0: /,
  );
  expect([...invalid.reasons.keys()]).toEqual(["acme", "globex", "initech"]);

  repository.git("branch", "empty", repository.git("commit-tree", emptyTree, "-m", "nothing"));
  const empty = await affected("resources", "empty");
  expect(empty.all).toMatch(/^the base empty \([0-9a-f]{12}\) cannot be compared with: it has no estate there$/);
});
