import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createFile, openEstateWith, replaceFile } from "../../../fleet/changeEstate.ts";
import { copyEstate } from "../../helpers/cli.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-test-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test("makes a file and its directory, and leaves nothing else", () => {
  expect(createFile(directory, { name: "tenants/a.yaml", text: "a: 1\n" })).toBe(true);
  expect(readFileSync(join(directory, "tenants/a.yaml"), "utf8")).toBe("a: 1\n");
  expect(readdirSync(join(directory, "tenants"))).toEqual(["a.yaml"]);
});

test("never makes a file in the place of another", () => {
  mkdirSync(join(directory, "tenants"));
  writeFileSync(join(directory, "tenants/a.yaml"), "theirs");
  expect(createFile(directory, { name: "tenants/a.yaml", text: "ours" })).toBe(false);
  expect(readFileSync(join(directory, "tenants/a.yaml"), "utf8")).toBe("theirs");
  expect(readdirSync(join(directory, "tenants"))).toEqual(["a.yaml"]);
});

test("gives a file another text and keeps its mode", async () => {
  writeFileSync(join(directory, "a.yaml"), "old");
  chmodSync(join(directory, "a.yaml"), 0o640);
  await replaceFile(directory, { name: "a.yaml", text: "new" });
  expect(readFileSync(join(directory, "a.yaml"), "utf8")).toBe("new");
  expect(statSync(join(directory, "a.yaml")).mode & 0o777).toBe(0o640);
  expect(readdirSync(directory)).toEqual(["a.yaml"]);
});

test("judges an estate with a file as it would be, and writes nothing", () => {
  const estate = copyEstate();
  const files = readdirSync(join(estate.directory, "estate/tenants"));
  const opened = openEstateWith({ name: "tenants/a.yaml", text: "a: [" }, "estate", estate.directory, {});
  const changed = openEstateWith({ name: "tenants/acme.yaml", text: "a: [" }, "estate", estate.directory, {});
  const after = readdirSync(join(estate.directory, "estate/tenants"));
  estate.remove();
  expect(opened.diagnostics.map(({ code, where }) => [code, where?.path])).toEqual([
    ["TEN002", "estate/tenants/a.yaml"],
  ]);
  expect(changed.diagnostics.map(({ code, where }) => [code, where?.path])).toEqual([
    ["TEN002", "estate/tenants/acme.yaml"],
  ]);
  expect(after).toEqual(files);
});
