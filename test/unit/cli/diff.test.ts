import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { fleetDiffDocument } from "../../../core/results/fleetDiff.ts";
import { gitEstate, type GitEstate } from "../../helpers/gitEstate.ts";

let repository: GitEstate;

beforeEach(() => {
  repository = gitEstate();
});

afterEach(() => {
  repository.files.remove();
});

const diff = (...args: readonly string[]) => repository.files.command(["diff", "--base", "HEAD", ...args]);

test("where nothing changed that is said, and it is done", async () => {
  const commit = repository.git("rev-parse", "HEAD");
  const { code, stdout } = await diff("--exit-code");
  expect([code, stdout]).toEqual([0, `0 of 3 tenants would change, against HEAD (${commit.slice(0, 12)})\n`]);
});

test("a manifest that is gone is told, and fails only where that is asked", async () => {
  repository.remove("tenants/globex.yaml");
  const { code, stdout } = await diff("--json");
  const { summary, tenants } = fleetDiffDocument.parse(JSON.parse(stdout));
  expect([code, summary.removed, summary.unchanged]).toEqual([0, 1, 2]);
  expect(tenants.find(({ change }) => change === "removed")?.tenant).toBe("globex");
  expect((await diff("--exit-code")).code).toBe(1);
  // Of tenants that are named, nothing else is told.
  expect((await diff("acme", "--exit-code")).code).toBe(0);
});

test("as a comment it is Markdown", async () => {
  const { code, stdout } = await diff("--format", "markdown");
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^<!-- tenantry:diff -->\n\n### Tenantry: 0 of 3 tenants would change\n\nAgainst `HEAD` \(`[0-9a-f]{12}`\)/,
  );
});

test("what cannot be compared with is a mistake of its user's", async () => {
  const missing = await repository.files.command(["diff", "--base", "nothing"]);
  expect([missing.code, missing.stdout]).toEqual([2, ""]);
  expect(missing.stderr).toContain('"nothing" is no commit, branch or tag');
  const right = repository.read("estate.yaml");
  repository.write("estate.yaml", "broken: true\n");
  repository.commit();
  repository.write("estate.yaml", right);
  const unusable = await diff();
  expect(unusable.code).toBe(2);
  expect(unusable.stderr).toMatch(/The base HEAD \([0-9a-f]{12}\) cannot be compared with: it is not valid/);
  expect(unusable.stderr).toContain("Name another by --base.");
});
