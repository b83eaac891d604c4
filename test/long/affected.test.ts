// What other code renders: in a clone of this repository, whose base renders by the code and the dependencies that it had.
import { afterAll, afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { renderDocument } from "../../core/results/render.ts";
import { editFile } from "../helpers/editFile.ts";
import { gitAt, gitEnvironment } from "../helpers/gitEstate.ts";

jest.setTimeout(290_000);

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "tenantry-affected-"));
const clone = join(folder, "clone");

beforeAll(() => {
  gitAt(folder, "clone", "--quiet", "--shared", root, clone);
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
});

afterEach(() => {
  gitAt(clone, "checkout", "--quiet", ".");
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const edit = (file: string, from: string, to: string): void => {
  editFile(join(clone, file), from, to);
};

/** What `tenantry render --affected` of the clone selects and tells. */
function affected(base = "HEAD"): { readonly tenants: readonly string[]; readonly told: readonly string[] } {
  const args = [join(clone, "cli/bin.js"), "render", "--json", "--affected", "--why", "--base", base];
  const env = { ...process.env, ...gitEnvironment, TMPDIR: folder, TENANTRY_CACHE: join(folder, "cache") };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: clone, env, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  expect(readdirSync(folder).filter((name) => name.startsWith("tenantry-base-"))).toEqual([]);
  const { tenants } = renderDocument.parse(JSON.parse(stdout));
  return { tenants: tenants.map(({ tenant }) => tenant), told: stderr.trim().split("\n") };
}

const commit = gitAt(root, "rev-parse", "--short=12", "HEAD");

test("a default of a component affects those whose resources have it, a comment in it nobody", () => {
  edit("components/iaas/storage/closedBucket.ts", "unfinishedUploadDays = 7", "unfinishedUploadDays = 9");
  const { tenants, told } = affected();
  // Those that have buckets, or one of records.
  expect(tenants).toEqual(["acme", "initech", "soylent", "tyrell", "umbrella", "wayne", "wonka"]);
  expect(told).toEqual(
    expect.arrayContaining([
      "rendering the base by its own code",
      `7 of 13 tenants affected since HEAD (${commit})`,
      "initech: code changed; 1 resource differs: aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    ]),
  );
  edit("components/iaas/storage/closedBucket.ts", "unfinishedUploadDays = 9", "unfinishedUploadDays = 7; // days");
  expect(affected().tenants).toEqual([]);
});

test("with another lockfile the base has dependencies of its own, which say that nothing is other", () => {
  edit("package-lock.json", '"name": "tenantry"', '"name": "tenantry-of-another"');
  const { tenants, told } = affected();
  expect(told[0]).toBe("installing the dependencies that the base had (once; they are kept)");
  expect(tenants).toEqual([]);
  expect(affected().told[0]).toBe("rendering the base by its own code");
});

test("a base whose code cannot render affects all, and it is said why", () => {
  edit("core/codeVersion.ts", "/**", "/** ");
  gitAt(clone, "commit", "--quiet", "--all", "--message", "other code");
  gitAt(clone, "rm", "--quiet", "cli/bin.js");
  gitAt(clone, "commit", "--quiet", "--message", "no command line");
  gitAt(clone, "checkout", "--quiet", "HEAD~1", "--", "cli/bin.js");
  edit("core/codeVersion.ts", "/** ", "/**");
  const { tenants, told } = affected();
  const all = readdirSync(join(root, "estate/tenants")).map((file) => file.replace(/\.yaml$/, ""));
  expect(tenants).toEqual(all.toSorted());
  expect(told.find((line) => line.startsWith("All are taken"))).toMatch(
    /^All are taken for affected: the base HEAD \([0-9a-f]{12}\) cannot be compared with: its code has no command line that could render it\.$/,
  );
  gitAt(clone, "reset", "--quiet", "--hard", "HEAD~2");
});
