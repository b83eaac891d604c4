import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { lastUpdateFailed } from "../../../../fleet/engine/lastUpdate.ts";
import type { Workspace } from "../../../../fleet/workspace.ts";

let directory: string;
let workspace: Workspace;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-history-"));
  workspace = {
    directory,
    stateDirectory: join(directory, ".tenantry"),
    inventory: "",
    environment: { PULUMI_BACKEND_URL: `file://${directory}` },
  };
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const history = (entries: readonly string[]): void => {
  const folder = join(directory, ".pulumi/history/tenantry/acme");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(directory, ".pulumi/meta.yaml"), "version: 1\n");
  for (const [index, entry] of entries.entries()) {
    const [kind, result] = entry.split(" ");
    const name = `acme-179568998918${String(index)}530466`;
    writeFileSync(join(folder, `${name}.history.json`), kind === "{" ? "{" : JSON.stringify({ kind, result }));
    writeFileSync(join(folder, `${name}.checkpoint.json`), "{}");
  }
};

test.each([
  ["no stack", [], false],
  ["an update that succeeded", ["update failed", "update succeeded"], false],
  ["one that failed", ["update succeeded", "update failed"], true],
  ["one that failed before a refresh", ["update failed", "refresh succeeded", "refresh succeeded"], true],
  ["a refresh that failed", ["update succeeded", "refresh failed"], true],
  ["a deletion that failed", ["destroy failed"], true],
  ["an entry that a full disk has cut off", ["update failed", "{"], true],
])("after %s", async (_what, entries, failed) => {
  if (entries.length > 0) history(entries);
  const noPulumi = (): Promise<never> => Promise.reject(new Error("no CLI is needed"));
  expect(await lastUpdateFailed("acme", workspace, noPulumi)).toBe(failed);
});
