import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { formatDiagnostic } from "../../../core/diagnostics/format.ts";
import { maximumDocumentBytes } from "../../../core/documents/readText.ts";
import { codeVersion } from "../../../core/codeVersion.ts";
import { readEstateFiles } from "../../../stacks/readEstateFiles.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-estate-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Writes files with their own names as content, with the directories that they need. */
function write(...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), name);
  }
}

test("reads manifests in their folders in the order of their names, and passes over hidden files and Markdown", () => {
  write("tenants/group/b.json", "tenants/a.yml", "tenants/Z.yaml", "estate.yaml", "catalogue/iaas/x@1.yaml");
  write(
    "notes.yaml",
    "README",
    "other/d.yaml",
    "tenants/.hidden.yaml",
    "tenants/README.md",
    ".tenantry/tenants/c.yaml",
  );
  const { files, diagnostics } = readEstateFiles(directory, "shown");
  expect(diagnostics).toEqual([]);
  expect(files.map(({ name, path, bytes }) => [name, path, Buffer.from(bytes).toString()])).toEqual(
    ["catalogue/iaas/x@1.yaml", "estate.yaml", "tenants/Z.yaml", "tenants/a.yml", "tenants/group/b.json"].map(
      (name) => {
        return [name, `shown/${name}`, name];
      },
    ),
  );
});

test("warns of files among manifests that are none, and of names that are nearly right", () => {
  write(
    "tenants/acme.yaml.bak",
    "tenants/acme.yamll",
    "tenants/ACME.YAML",
    "tenants/notes.txt",
    "catalogue/iaas/LICENSE",
  );
  write("Estate.yml", "waiver.yaml", "catalog/iaas/x@1.yaml", "tenant/acme.yaml", "docs/a.yaml", "state.txt");
  const { files, diagnostics } = readEstateFiles(directory, "shown");
  expect(files).toEqual([]);
  const among = (name: string): string => {
    const [top = ""] = name.split("/");
    return `shown/${name}: warning TEN012: shown/${name} is not read. Name it .yaml, .yml or .json if it is a manifest; else move it out of ${top}/.`;
  };
  const top = (name: string, advice: string): string =>
    `shown/${name}: warning TEN012: shown/${name} is not read. ${advice}`;
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    top("Estate.yml", "Name it estate.yaml if it is what the estate is read from; else move it away."),
    top("catalog", 'Did you mean "catalogue"?'),
    among("catalogue/iaas/LICENSE"),
    top("tenant", 'Did you mean "tenants"?'),
    ...["tenants/ACME.YAML", "tenants/acme.yaml.bak", "tenants/acme.yamll", "tenants/notes.txt"].map(among),
    top("waiver.yaml", "Name it waivers.yaml if it is what the estate is read from; else move it away."),
  ]);
});

test("does not enter the directory of issued invoices, whatever is in it, and reads what stands beside it", () => {
  write(
    "billing/invoices/NW-000001.json",
    "billing/invoices/usage/2026-11.parquet",
    "billing/invoices/customers/a.yaml",
  );
  write("billing/invoices.yaml", "billing/customers/invoices/acme.yaml");
  symlinkSync(directory, join(directory, "billing/invoices/everything"));
  const { files, diagnostics } = readEstateFiles(directory, "shown");
  expect(files.map(({ name }) => name)).toEqual(["billing/customers/invoices/acme.yaml"]);
  expect(diagnostics.map(({ where }) => where?.path)).toEqual(["shown/billing/invoices.yaml"]);
});

test("follows no link inside the estate either, and says so where a manifest is expected", () => {
  write("other/d.yaml", "tenants/a.yaml");
  symlinkSync("../other/d.yaml", join(directory, "tenants/link.yaml"));
  symlinkSync("other", join(directory, "catalogue"));
  symlinkSync("tenants", join(directory, "everybody"));
  mkdirSync(join(directory, "waivers.yaml"));
  const { files, diagnostics } = readEstateFiles(directory, "shown");
  expect(files.map(({ name }) => name)).toEqual(["tenants/a.yaml"]);
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    "shown/catalogue: error TEN012: shown/catalogue is a link. Put the file itself there; links are not followed.",
    "shown/tenants/link.yaml: error TEN012: shown/tenants/link.yaml is a link. Put the file itself there; links are not followed.",
    "shown/waivers.yaml: error TEN012: shown/waivers.yaml is no file. Put a file there, or remove it.",
  ]);
});

test("reads of a huge file no more than shows that it is one", () => {
  write("estate.yaml");
  truncateSync(join(directory, "estate.yaml"), 50 * maximumDocumentBytes);
  const { files } = readEstateFiles(directory, "shown");
  expect(files.map(({ bytes }) => bytes.length)).toEqual([maximumDocumentBytes + 1]);
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
