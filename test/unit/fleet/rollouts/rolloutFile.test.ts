import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openRolloutFile } from "../../../../fleet/rollouts/rolloutFile.ts";
import { rolloutOf } from "../../../helpers/rolloutOf.ts";

let directory: string;
const name = "rollouts/apps-2.yaml";
const text = `# Agreed in OPS-17.
apiVersion: tenantry.dev/v1
kind: Rollout
metadata: { name: apps-2 } # the second version
spec: { service: paas, tier: standard, from: 1, to: 2 }
`;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-test-"));
  mkdirSync(join(directory, "rollouts"));
  writeFileSync(join(directory, name), text);
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test("a rollout's status is written with everything else in its file left as it is, and read again", async () => {
  const file = openRolloutFile(directory, name);
  const many = Array.from({ length: 40 }, (_, index) => `tenant-${String(index)}`);
  const failed = [{ tenant: "tenant-1", why: "policies: a/b, c/d" }];
  const { status } = rolloutOf({}, { reached: many, open: ["tenant-2"], failed, wave: 2, reason: 'said: "no" # here' });
  await file.write(status);
  expect(file.read()?.status).toEqual(status);
  expect(readFileSync(join(directory, name), "utf8").startsWith(text)).toBe(true);
  await file.write(rolloutOf().status);
  expect(file.read()?.status).toEqual(rolloutOf().status);
  expect(readFileSync(join(directory, name), "utf8").startsWith(text)).toBe(true);
});

test("a file that is gone or is no rollout any more is none, and is not written over", () => {
  const file = openRolloutFile(directory, name);
  writeFileSync(join(directory, name), "kind: Rollout\n");
  expect(file.read()).toBeUndefined();
  writeFileSync(join(directory, name), "kind: [\n");
  expect(file.read()).toBeUndefined();
  expect(() => file.textWith(rolloutOf().status)).toThrow("rollouts/apps-2.yaml: The file is not valid YAML");
  rmSync(join(directory, name));
  expect(file.read()).toBeUndefined();
});
