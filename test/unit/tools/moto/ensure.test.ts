import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { ToolchainError } from "../../../../tools/errors.ts";
import { ensureMoto } from "../../../../tools/moto/ensure.ts";
import { quote } from "../../../../tools/pulumi/root.ts";
import { versions } from "../../../../tools/versions.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "tenantry-moto-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A python3 of a version, which answers for itself as the real one does, and whose pip does what `pip` says. */
function python(version: string, pip: string): string {
  const file = path.join(folder, "bin", "python3");
  mkdirSync(path.dirname(file), { recursive: true });
  const answer = `printf '%s\\n' ${version} ${quote(file)}`;
  writeFileSync(file, `#!/bin/sh\nif [ "$1" = -c ]; then ${answer}; exit; fi\n${pip}\n`);
  chmodSync(file, 0o755);
  return file;
}

const environment = () => ({ PATH: path.join(folder, "bin"), TENANTRY_CACHE: path.join(folder, "cache") });
/** What is tried where `python3` does not fit: the name that has the version in it. */
const notNamed = `there is no python${versions.pythonMinimum} on PATH`;
const entry = (minor: string) => `${versions.moto}-python${minor}-${process.platform}-${process.arch}`;

async function failure(): Promise<ToolchainError> {
  const error: unknown = await ensureMoto({ env: environment() }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ToolchainError);
  return error as ToolchainError;
}

test("installs the pinned packages by digest into a folder of their own, once", async () => {
  // Notes what it was called with, and makes the folder after --target.
  const pip = `echo "$@" >> ${quote(path.join(folder, "calls"))}; while [ "$1" != --target ]; do shift; done; /bin/mkdir "$2"`;
  const file = python("3.12", pip);
  const lines: string[] = [];
  const first = await ensureMoto({ env: environment(), onProgress: (line) => lines.push(line) });
  const again = await ensureMoto({ env: environment(), onProgress: (line) => lines.push(line) });
  expect(first).toEqual({ python: file, packages: path.join(folder, "cache", "moto", entry("3.12")) });
  expect(again).toEqual(first);
  expect(lines).toEqual([`installing moto ${versions.moto} with pip, to compare the sandbox with`]);
  const calls = readFileSync(path.join(folder, "calls"), "utf8").trim().split("\n");
  expect(calls).toHaveLength(1);
  expect(calls[0]).toMatch(
    /^-m pip install .*--no-deps --require-hashes .*--only-binary :all: --requirement .*requirements\.txt$/,
  );
});

test("keeps the packages of each minor version of Python apart", async () => {
  const pip = 'while [ "$1" != --target ]; do shift; done; /bin/mkdir "$2"';
  for (const minor of ["3.10", "3.13"]) {
    python(minor, pip);
    await ensureMoto({ env: environment() });
    expect(existsSync(path.join(folder, "cache", "moto", entry(minor)))).toBe(true);
  }
});

test("says so when there is no Python", async () => {
  const { attempts, remedies } = await failure();
  expect(attempts).toEqual([{ way: "pip", outcome: `there is no python3 on PATH; ${notNamed}` }]);
  expect(remedies).toEqual([
    `Put Python ${versions.pythonMinimum} or newer with pip on PATH as python3, and let pip reach a package index.`,
  ]);
});

test("says so when Python is too old, as 3.9 is", async () => {
  const file = python("3.9", "exit 1");
  const outcome = `${file} is Python 3.9; Python >= ${versions.pythonMinimum} is needed; ${notNamed}`;
  expect((await failure()).attempts).toEqual([{ way: "pip", outcome }]);
});

test("says so when Python has no pip", async () => {
  const file = path.join(folder, "bin", "python3");
  mkdirSync(path.dirname(file));
  writeFileSync(file, `#!/bin/sh\necho "ModuleNotFoundError: No module named 'pip'" >&2\nexit 1\n`, { mode: 0o755 });
  const outcome = `${file} has no pip: ModuleNotFoundError: No module named 'pip'; ${notNamed}`;
  expect((await failure()).attempts).toEqual([{ way: "pip", outcome }]);
});

test("shows pip's last words when it fails, and leaves nothing in the cache", async () => {
  python("3.12", 'echo "ERROR: No matching distribution found for moto" >&2; exit 1');
  const outcome = "pip failed\nERROR: No matching distribution found for moto";
  expect((await failure()).attempts).toEqual([{ way: "pip", outcome }]);
  expect(existsSync(path.join(folder, "cache", "moto", entry("3.12")))).toBe(false);
});
