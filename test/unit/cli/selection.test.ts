import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { join } from "node:path";
import { writeFileSync } from "node:fs";

import { checkDocument } from "../../../core/results/check.ts";
import { renderDocument } from "../../../core/results/render.ts";
import { shardOf } from "../../../fleet/selection/shard.ts";
import { gitEstate, type GitEstate } from "../../helpers/gitEstate.ts";

let repository: GitEstate;

beforeEach(() => {
  repository = gitEstate();
});

afterEach(() => {
  repository.files.remove();
});

const command = (...args: readonly string[]) => repository.files.command(args);

const checked = async (...args: readonly string[]) => {
  const { stdout, stderr, code } = await command("check", "--json", ...args);
  const { tenants, selection } = checkDocument.parse(JSON.parse(stdout));
  return { tenants: tenants.map(({ tenant }) => tenant), selection, stderr, code };
};

test("check judges those that are selected, and says why", async () => {
  expect(await checked("--ring", "early", "--ring", "late", "--service", "iaas", "--why")).toEqual({
    code: 0,
    tenants: ["initech"],
    selection: {
      why: [{ tenant: "initech", reasons: ["ring late", "subscription web: iaas/starter@1 in eu-central-1-main"] }],
    },
    stderr: "initech: ring late; subscription web: iaas/starter@1 in eu-central-1-main\n",
  });
});

test("nothing selected is an error, unless that is allowed", async () => {
  const { code, stderr } = await command("check", "x*");
  expect([code, stderr]).toEqual([
    2,
    "No tenant is selected.\nx* fits no tenant.\nTenants: acme, globex, initech.\n" +
      "--allow-empty lets a run of nothing succeed.\n",
  ]);
  const allowed = await checked("x*", "--allow-empty");
  expect([allowed.code, allowed.tenants]).toEqual([0, []]);
});

test.each([
  [
    ["--tier", "iaas/"],
    "error: option '--tier <tier>' argument 'iaas/' is invalid. a tier looks like standard, standard@2 or iaas/standard@2.",
  ],
  [
    ["--label", "retail"],
    "error: option '--label <key=value>' argument 'retail' is invalid. a label looks like segment=retail.",
  ],
  [
    ["--ring", "first"],
    "error: option '--ring <ring>' argument 'first' is invalid. it is one of: early, general, late.",
  ],
  [
    ["--shard", "4/3"],
    "error: option '--shard <i/n>' argument '4/3' is invalid. a shard looks like 3/8, the third of eight.",
  ],
  [["--base", "main"], "--base goes with --affected."],
])("refuses %j", async (args, message) => {
  const { code, stderr } = await command("check", ...args);
  expect([code, stderr.trim()]).toEqual([2, message]);
});

test("shards divide what is selected, and their documents can be merged", async () => {
  const files: string[] = [];
  const seen: string[] = [];
  for (const index of [1, 2]) {
    const { code, stdout } = await command("check", "--json", "--shard", `${String(index)}/2`);
    const document = checkDocument.parse(JSON.parse(stdout));
    expect([code, document.selection]).toEqual([0, { shard: { index, of: 2 } }]);
    for (const { tenant } of document.tenants) expect(shardOf(tenant, 2)).toBe(index);
    seen.push(...document.tenants.map(({ tenant }) => tenant));
    files.push(join(repository.files.directory, `shard-${String(index)}.json`));
    writeFileSync(files.at(-1) ?? "", stdout);
  }
  expect(seen.toSorted()).toEqual(["acme", "globex", "initech"]);
  const whole = await command("check", "--json");
  expect(await command("merge", "--json", ...files)).toEqual(whole);
  const missing = await command("merge", files[0] ?? "");
  expect([missing.code, missing.stderr]).toEqual([
    2,
    "The document of the shard 2/2 is missing: nobody knows how its tenants ended.\n",
  ]);
  expect((await command("merge", "gone.json")).stderr).toBe("gone.json cannot be read: ENOENT.\n");
});

test("render prints a digest of each tenant, and resources where they are asked for", async () => {
  const { code, stdout } = await command("render", "acme", "globex", "--json");
  const { tenants } = renderDocument.parse(JSON.parse(stdout));
  expect([code, tenants.map((tenant) => Object.keys(tenant))]).toEqual([
    0,
    [
      ["tenant", "digest", "count"],
      ["tenant", "digest", "count"],
    ],
  ]);
  const more = await command("render", "acme", "--json", "--resources");
  const [acme] = renderDocument.parse(JSON.parse(more.stdout)).tenants;
  expect(acme).toMatchObject({ ...tenants[0], resolved: { id: "acme" } });
  expect(acme?.resources).toHaveLength(acme?.count ?? -1);
});

test("--affected selects what a change affects, and tells of deleted manifests", async () => {
  repository.files.edit("tenants/acme.yaml", "Acme GmbH", "Acme AG");
  repository.remove("tenants/globex.yaml");
  const commit = repository.git("rev-parse", "HEAD");
  const affected = { base: "main", commit, offboarding: [{ tenant: "globex", file: "tenants/globex.yaml" }] };
  expect(await checked("--affected", "--base", "main", "--why")).toEqual({
    code: 0,
    tenants: ["acme"],
    selection: { affected, why: [{ tenant: "acme", reasons: ["changed: displayName"] }] },
    stderr:
      `1 of 2 tenants affected since main (${commit.slice(0, 12)})\n` +
      "globex: its manifest, tenants/globex.yaml, is deleted since. Nothing is done, and what it still has runs on. " +
      "To end it: put the manifest back, and `tenantry offboard globex`; it is deleted when that is through.\n" +
      "acme: changed: displayName\n",
  });
  const none = await checked("--affected", "--base", "main", "--ring", "late");
  expect([none.code, none.tenants]).toEqual([0, []]);
  const { code, stderr } = await command("check", "--affected", "--base", "nope");
  expect([code, stderr]).toEqual([
    2,
    `"nope" is no commit, branch or tag of ${repository.git("rev-parse", "--show-toplevel")}. \`git branch --all\` lists branches.\n`,
  ]);
});

test("destroy does not take what is affected", async () => {
  const { code, stderr } = await command("destroy", "--affected");
  expect([code, stderr.split("\n")[0]]).toEqual([2, "error: unknown option '--affected'"]);
});

test("labels of a manifest are bounded", async () => {
  repository.files.edit("tenants/acme.yaml", "metadata:\n", 'metadata:\n  labels: { Segment: retail, ok: "<b>" }\n');
  const { code, stderr } = await command("check");
  expect(code).toBe(2);
  expect(stderr).toContain("a label's key starts with a letter and has lower-case letters and digits");
  expect(stderr).toContain("a label's value has letters, digits, dots, hyphens and underscores");
});
