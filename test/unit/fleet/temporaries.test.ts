import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { temporaryIn } from "../../../fleet/temporaries.ts";
import { onLinux } from "../../helpers/skip.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tenantry-temporaries-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string): string => {
  writeFileSync(join(folder, name), "");
  return name;
};

onLinux("takes away what processes that are dead have left, and nothing of those that live or are elsewhere", () => {
  const mine = basename(temporaryIn(mkdtempSync(join(folder, "other-"))));
  const own = `-${String(process.pid)}-`;
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  put(mine.replace(own, `-${String(pid)}-`));
  // The number of this process, had by one before it.
  put(mine.replace(/^(\.tenantry-\d+)-\d+/, "$1-1"));
  const kept = [
    put(mine),
    put(mine.replace(own, `-${String(pid)}-`).replace(/-[0-9a-f]{8}-(?=[0-9a-f]{8}-)/, "-00000000-")),
    put(".tenantry-x"),
    put("a.yaml"),
  ];
  const name = temporaryIn(folder);
  expect(
    readdirSync(folder)
      .filter((one) => !one.startsWith("other-"))
      .sort(),
  ).toEqual(kept.toSorted());
  expect(basename(name)).toMatch(/^\.tenantry-/);
});

test("names are new each time, also in a directory that is not there", () => {
  const missing = join(folder, "missing");
  expect(new Set([temporaryIn(missing), temporaryIn(missing)]).size).toBe(2);
});
