import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { findBase } from "../../../../fleet/affected/findBase.ts";
import { openRepository } from "../../../../fleet/affected/repository.ts";
import { gitAt, gitEnvironment } from "../../../helpers/gitEstate.ts";

let folder = "";
let origin = "";
const commits: string[] = [];

/** Commits a file of its own in a repository, and returns the commit. */
function commit(repository: string, name: string): string {
  writeFileSync(join(repository, name), name);
  gitAt(repository, "add", "--all");
  gitAt(repository, "commit", "--quiet", "--message", name);
  return gitAt(repository, "rev-parse", "HEAD");
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tenantry-test-"));
  origin = join(folder, "origin");
  mkdirSync(join(origin, "deep/estate"), { recursive: true });
  writeFileSync(join(origin, "deep/estate/estate.yaml"), "");
  gitAt(origin, "init", "--quiet", "--initial-branch", "trunk");
  commits.push(commit(origin, "one"), commit(origin, "two"));
  gitAt(origin, "branch", "release");
  commits.push(commit(origin, "three"));
});

afterEach(() => {
  rmSync(join(folder, "clone"), { recursive: true, force: true });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A clone with a branch of its own that began at the second commit. */
function clone(...options: readonly string[]): string {
  const path = join(folder, "clone");
  gitAt(folder, "clone", "--quiet", ...options, `file://${origin}`, path);
  return path;
}

async function find(reference?: string, environment: Readonly<Record<string, string>> = {}) {
  const repository = await openRepository(join(folder, "clone/deep/estate"), gitEnvironment);
  return findBase(repository, reference, { ...gitEnvironment, ...environment });
}

const deepen = /^The clone is shallow, so the history that is compared with is not in it\. .*`fetch-depth: 0`/s;

test("the base is where the branch began, by origin's default branch or by the branch that the change goes to", async () => {
  const path = clone();
  gitAt(path, "checkout", "--quiet", "-b", "feature", commits[1] ?? "");
  commit(path, "mine");
  expect(await find()).toEqual({ reference: "origin/trunk", commit: commits[1] });
  for (const name of ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"]) {
    expect(await find(undefined, { [name]: "release" })).toEqual({ reference: "origin/release", commit: commits[1] });
  }
  gitAt(path, "symbolic-ref", "--delete", "refs/remotes/origin/HEAD");
  expect(await find(undefined, { CI_DEFAULT_BRANCH: "trunk" })).toEqual({
    reference: "origin/trunk",
    commit: commits[1],
  });
  await expect(find()).rejects.toThrow("There is no branch of origin to compare with. Name a commit or a branch");
  await expect(find(undefined, { GITHUB_BASE_REF: "gone" })).rejects.toThrow(
    'The branch "gone" that this change goes to is not in the clone. Fetch it: git fetch origin.',
  );
});

test("a base that is named is taken as it is: a commit, a branch here or of origin, a tag", async () => {
  const path = clone();
  gitAt(path, "tag", "v1", commits[0] ?? "");
  for (const [reference, expected] of [
    [commits[0] ?? "", commits[0]],
    [(commits[1] ?? "").slice(0, 10), commits[1]],
    ["HEAD~1", commits[1]],
    ["trunk", commits[2]],
    ["release", commits[1]],
    ["origin/release", commits[1]],
    ["v1", commits[0]],
  ] as const) {
    expect(await find(reference)).toEqual({ reference, commit: expected });
  }
});

test.each(["nope", "--upload-pack=touch", "$(touch x)", "trunk:one", "", "a\u202eb"])(
  "a base that is no commit is refused: %j",
  async (reference) => {
    clone();
    await expect(find(reference)).rejects.toThrow(
      `"${reference.replace("\u202e", "\\u202e")}" is no commit, branch or tag of ${join(folder, "clone")}.`,
    );
  },
);

test("a shallow clone is told how to be made deeper", async () => {
  const path = clone("--depth", "1");
  gitAt(path, "checkout", "--quiet", "-b", "feature");
  await expect(find("HEAD~1")).rejects.toThrow(/HEAD~1.*\nThe clone is shallow.*`fetch-depth: 0`/s);
  await expect(find(undefined, { GITHUB_BASE_REF: "release" })).rejects.toThrow(/fetch-depth: 0/);
  gitAt(path, "update-ref", "-d", "refs/remotes/origin/trunk");
  gitAt(path, "symbolic-ref", "--delete", "refs/remotes/origin/HEAD");
  await expect(find()).rejects.toThrow(deepen);
});

test("a branch without a commit in common is told so", async () => {
  const path = clone();
  gitAt(path, "checkout", "--quiet", "--orphan", "other");
  commit(path, "alone");
  await expect(find()).rejects.toThrow("HEAD and origin/trunk have no commit in common. Name what to compare with by");
});

test("what lies in no repository, or is not there, is told so", async () => {
  cpSync(join(origin, "deep"), join(folder, "plain"), { recursive: true });
  await expect(openRepository(join(folder, "plain"), gitEnvironment)).rejects.toThrow(
    `${join(folder, "plain")} is in no git repository, so there is nothing to compare with. --affected needs one.`,
  );
  await expect(openRepository(join(folder, "gone"), gitEnvironment)).rejects.toThrow("gone does not exist.");
  await expect(openRepository(folder, { PATH: join(folder, "gone") })).rejects.toThrow("git is not on PATH");
});

test("variables that git sets for a hook lead nowhere else", async () => {
  const path = clone();
  const repository = await openRepository(join(path, "deep/estate"), {
    ...gitEnvironment,
    GIT_DIR: join(origin, ".git"),
  });
  expect(repository).toMatchObject({ root: path, prefix: "deep/estate/", isShallow: false });
});
