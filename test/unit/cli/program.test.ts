import { expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../helpers/cli.ts";

test("--version is that of package.json", () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const { stdout } = spawnSync(process.execPath, [join(root, "cli/bin.js"), "--version"], { encoding: "utf8" });
  expect(stdout.trim()).toBe(version);
});
