import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { formatDiagnostic } from "../../../core/diagnostics/format.ts";
import { codeVersion } from "../../../core/codeVersion.ts";
import { readEstateFiles } from "../../../stacks/readEstateFiles.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-estate-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

test("reads manifests in their folders and passes over links, hidden files and everything else", () => {
  mkdirSync(join(directory, "tenants", "group"), { recursive: true });
  mkdirSync(join(directory, "other"));
  for (const name of ["estate.yaml", "notes.yaml", "tenants/a.yml", "tenants/group/b.json", "tenants/c.txt"]) {
    writeFileSync(join(directory, name), name);
  }
  for (const name of ["tenants/.hidden.yaml", "other/d.yaml"]) writeFileSync(join(directory, name), name);
  symlinkSync(join(directory, "other/d.yaml"), join(directory, "tenants/link.yaml"));
  symlinkSync(join(directory, "other"), join(directory, "catalogue"));
  const { files, diagnostics } = readEstateFiles(directory, "shown");
  expect(diagnostics).toEqual([]);
  expect(files.map(({ name, path, bytes }) => [name, path, Buffer.from(bytes).toString()]).toSorted()).toEqual([
    ["estate.yaml", "shown/estate.yaml", "estate.yaml"],
    ["tenants/a.yml", "shown/tenants/a.yml", "tenants/a.yml"],
    ["tenants/group/b.json", "shown/tenants/group/b.json", "tenants/group/b.json"],
  ]);
});

test("refuses links that lead out of the estate, and those that lead nowhere", () => {
  const estate = join(directory, "estate");
  mkdirSync(join(estate, "tenants"), { recursive: true });
  writeFileSync(join(directory, "outside.yaml"), "outside");
  symlinkSync(join(directory, "outside.yaml"), join(estate, "tenants/file.yaml"));
  symlinkSync(directory, join(estate, "tenants/folder"));
  symlinkSync("../..", join(estate, "catalogue"));
  symlinkSync("nowhere.yaml", join(estate, "waivers.yaml"));
  symlinkSync(join(directory, "outside.yaml"), join(estate, "README"));
  const { files, diagnostics } = readEstateFiles(estate, "estate");
  expect(files).toEqual([]);
  expect(diagnostics.map(formatDiagnostic).toSorted()).toEqual([
    ...["catalogue", "tenants/file.yaml", "tenants/folder"].map(
      (name) =>
        `estate/${name}: error TEN010: estate/${name} is a link that leads out of the estate. Put a copy in its place; what counts for an estate lies in it.`,
    ),
    "estate/waivers.yaml: error TEN001: estate/waivers.yaml does not exist. Correct the path or its permissions; --estate names the estate's directory.",
  ]);
});

test.each([
  ["missing", "does not exist"],
  ["file", "is not a directory"],
])("says why a directory cannot be read: %s", (name, reason) => {
  writeFileSync(join(directory, "file"), "");
  const { files, diagnostics } = readEstateFiles(join(directory, name), "shown");
  expect(files).toEqual([]);
  expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([["TEN001", `shown ${reason}.`]]);
});

test("the code's version is package.json's", () => {
  const manifest = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8")) as { version: string };
  expect(codeVersion).toBe(manifest.version);
});
