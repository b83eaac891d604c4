import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { JudgedTenant } from "../../../../core/results/judgedTenant.ts";
import { openKeptJudgements, type KeptJudgements } from "../../../../fleet/checking/keptJudgements.ts";

const judged: JudgedTenant = {
  tenant: "acme",
  digest: "d".repeat(64),
  resources: [{ type: "aws:ec2/vpc:Vpc", name: "web", urn: "urn:pulumi:acme::tenantry::aws:ec2/vpc:Vpc::web" }],
  results: [
    {
      rule: "network/x",
      passed: [],
      notApplicable: [],
      unknown: [],
      failed: [{ resource: 0, message: "It should not." }],
    },
  ],
};
const key = "a".repeat(64);

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "tenantry-kept-"));
  file = join(directory, "estate/.tenantry/judged/acme.json");
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** The judgements of the estate as this user keeps them on a machine. */
const open = (machine = "here"): KeptJudgements => {
  const kept = openKeptJudgements(join(directory, "estate"), { TENANTRY_CACHE: join(directory, machine) });
  if (kept === undefined) throw new Error("no place for the secret");
  return kept;
};

test("what is kept is read by the next run, under its key alone, and replaced by what is kept next", () => {
  expect(open().read("acme", key)).toBeUndefined();
  open().write(judged, key);
  expect(open().read("acme", key)).toEqual(judged);
  expect(open().read("acme", "b".repeat(64))).toBeUndefined();
  expect(open().read("globex", key)).toBeUndefined();
  open().write({ ...judged, resources: [], results: [] }, key);
  expect(open().read("acme", key)).toEqual({ ...judged, resources: [], results: [] });
  expect(readdirSync(join(directory, "estate/.tenantry/judged"))).toEqual(["acme.json"]);
  expect(readFileSync(join(directory, "estate/.tenantry/.gitignore"), "utf8")).toBe("*\n");
});

test.each<[string, (text: string) => string]>([
  ["says that nothing failed", (text) => text.replace(/"failed":\[.*?\]/, '"failed":[]')],
  ["is of another key", (text) => text.replace(key, "b".repeat(64))],
  ["is cut off", (text) => text.slice(0, -10)],
  ["is empty", () => ""],
  ["is no JSON", () => "\0\0\0"],
  ["has no seal", (text) => text.slice(65)],
])("a file that %s is as good as none", (_what, change) => {
  open().write(judged, key);
  writeFileSync(file, change(readFileSync(file, "utf8")));
  expect([open().read("acme", key), open().read("acme", "b".repeat(64))]).toEqual([undefined, undefined]);
});

test("a tenant's file is not another's, and one that came from another machine is nobody's", () => {
  open().write(judged, key);
  cpSync(file, join(directory, "estate/.tenantry/judged/globex.json"));
  expect(open().read("globex", key)).toBeUndefined();
  expect(open("elsewhere").read("acme", key)).toBeUndefined();
});

test("the secret is its user's alone, and without a good one nothing is kept", () => {
  open();
  const secret = join(directory, "here/judgements.key");
  expect(statSync(secret).mode & 0o777).toBe(0o600);
  writeFileSync(secret, "");
  const environment = { TENANTRY_CACHE: join(directory, "here") };
  expect(openKeptJudgements(join(directory, "estate"), environment)).toBeUndefined();
  expect(openKeptJudgements(join(directory, "estate"), { TENANTRY_CACHE: join(secret, "below") })).toBeUndefined();
});

test("where nothing can be written, nothing is kept and nothing fails", () => {
  const kept = open();
  writeFileSync(join(directory, "estate"), "no directory");
  kept.write(judged, key);
  expect(kept.read("acme", key)).toBeUndefined();
});
