import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { findChromium } from "../../helpers/chromium.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tenantry-chromium-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const program = (directory: string, name: string, mode: number): string => {
  mkdirSync(join(folder, directory), { recursive: true });
  const file = join(folder, directory, name);
  writeFileSync(file, "");
  chmodSync(file, mode);
  return file;
};

test("Chromium is found by the names that it has, if it can be run", () => {
  program("a", "chromium", 0o644);
  const other = program("b", "google-chrome", 0o755);
  expect(findChromium({ PATH: `${join(folder, "a")}:relative:${join(folder, "b")}` })).toEqual({ location: other });
  const debian = program("b", "chromium", 0o755);
  expect(findChromium({ PATH: `${join(folder, "a")}:${join(folder, "b")}` })).toEqual({ location: debian });
});

test("without it there is a reason, and what to do", () => {
  const reason = "there is no chromium on PATH; on Debian: apt-get install chromium";
  expect(findChromium({ PATH: folder })).toEqual({ reason });
  expect(findChromium({})).toEqual({ reason });
});
