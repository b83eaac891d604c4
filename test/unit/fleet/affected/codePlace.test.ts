import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { codePlaceIn, compareCode, type CodeDifference, type CodePlace } from "../../../../fleet/affected/codePlace.ts";
import { openRepository } from "../../../../fleet/affected/repository.ts";
import { gitAt, gitEnvironment } from "../../../helpers/gitEstate.ts";

let root = "";

const write = (file: string, text = file): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "tenantry-test-")));
  gitAt(root, "init", "--quiet", "--initial-branch", "main");
  for (const file of ["components/a.ts", "policies/rule.ts", "docs/a.md", "package-lock.json"]) write(`infra/${file}`);
  write(".gitignore", "node_modules\n");
  gitAt(root, "add", "--all");
  gitAt(root, "commit", "--quiet", "--message", "all");
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const compare = async (kind: CodePlace["kind"]): Promise<CodeDifference> =>
  compareCode(await openRepository(root, gitEnvironment), { kind, prefix: "infra/" }, "HEAD");

const same: CodeDifference = { rendering: false, judging: false, dependencies: false };

test("the code is in the repository, a dependency of what is in it, or outside", () => {
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "tenantry-test-")));
  mkdirSync(join(outside, "tenantry"));
  const modules = join(root, "infra/node_modules");
  for (const folder of [".pnpm/tenantry@1/node_modules/tenantry", "other"]) {
    mkdirSync(join(modules, folder), { recursive: true });
  }
  symlinkSync(join(modules, ".pnpm/tenantry@1/node_modules/tenantry"), join(modules, "tenantry"));
  symlinkSync(join(outside, "tenantry"), join(modules, "linked"));
  const placeOf = (directory: string): CodePlace => codePlaceIn({ root }, directory);
  expect(placeOf(root)).toEqual({ kind: "here", prefix: "" });
  expect(placeOf(join(root, "infra"))).toEqual({ kind: "here", prefix: "infra/" });
  expect(placeOf(join(modules, "other"))).toEqual({ kind: "dependency", prefix: "infra/" });
  expect(placeOf(join(modules, "tenantry"))).toEqual({ kind: "dependency", prefix: "infra/" });
  expect(placeOf(join(modules, "linked"))).toEqual({ kind: "outside", prefix: "" });
  expect(placeOf(outside)).toEqual({ kind: "outside", prefix: "" });
  rmSync(outside, { recursive: true });
});

test.each<[string, Partial<CodeDifference>]>([
  ["infra/docs/a.md", {}],
  ["components/a.ts", {}],
  ["infra/components/a.ts", { rendering: true }],
  ["infra/components/new.ts", { rendering: true }],
  ["infra/fleet/engine/new.ts", { rendering: true }],
  ["infra/policies/rule.ts", { judging: true }],
  ["infra/package-lock.json", { dependencies: true }],
])("of code in the repository %s decides of %j", async (file, expected) => {
  expect(await compare("here")).toEqual(same);
  write(file, "other");
  expect(await compare("here")).toEqual({ ...same, ...expected });
});

test("of a dependency the lockfile alone decides, and of code outside nothing", async () => {
  for (const file of ["components/a.ts", "policies/rule.ts"]) write(`infra/${file}`, "other");
  expect(await compare("dependency")).toEqual(same);
  write("infra/pnpm-lock.yaml");
  expect(await compare("dependency")).toEqual({ ...same, dependencies: true });
  expect(await compare("outside")).toEqual(same);
});
