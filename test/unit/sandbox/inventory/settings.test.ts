import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { matches, readSettings, settingsFile } from "../../../../sandbox/inventory/settings.ts";

let directory: string;
let inventory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "tenantry-settings-"));
  inventory = path.join(directory, "inventory.sqlite");
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test("nothing is set when there is no file", () => {
  expect(readSettings(inventory)).toEqual({ limits: {}, faults: [], latency: [], consistency: [], maxPageCount: 0 });
});

test("fills in what a fault leaves out", () => {
  writeFileSync(
    settingsFile(inventory),
    '{ "limits": { "vpcsPerRegion": 50 }, "faults": [{ "operations": ["create"] }], "latency": [{ "milliseconds": 5 }, { "milliseconds": 6, "when": "after" }], "consistency": [{ "type": "aws:iam/*", "milliseconds": 3000 }] }',
  );
  expect(readSettings(inventory)).toEqual({
    limits: { vpcsPerRegion: 50 },
    faults: [
      {
        type: "*",
        operations: ["create"],
        name: "*",
        code: "InternalFailure",
        message: "injected by sandbox.json",
        when: "before",
        probability: 1,
        count: undefined,
      },
    ],
    latency: [
      { type: "*", operations: [], milliseconds: 5, when: "before" },
      { type: "*", operations: [], milliseconds: 6, when: "after" },
    ],
    consistency: [{ type: "aws:iam/*", milliseconds: 3000, patienceMilliseconds: 120_000 }],
    maxPageCount: 0,
  });
});

test.each([
  ["{", /sandbox\.json is not JSON/],
  ['{ "fault": [] }', /settings\.fault: is not known; known are limits, faults, latency, consistency, maxPageCount$/],
  ['{ "limits": { "vpcs": 1 } }', /limits\.vpcs: is not known; known are vpcsPerRegion, /],
  ['{ "limits": { "vpcsPerRegion": -1 } }', /limits\.vpcsPerRegion: is -1, but must be a number from 0/],
  ['{ "faults": [{ "operations": ["destroy"] }] }', /faults\[0\]\.operations: has "destroy"; known are create, read/],
  ['{ "latency": [{ "milliseconds": 1, "when": "now" }] }', /latency\[0\]\.when: is "now"; known are before, after/],
  ['{ "consistency": [{ "type": "*" }] }', /consistency\[0\]\.milliseconds: is undefined, but must be a number from 0/],
  ['{ "faults": [{ "probability": 2 }] }', /faults\[0\]\.probability: is 2, but must be a number from 0 to 1/],
])("refuses %s", (content, message) => {
  writeFileSync(settingsFile(inventory), content);
  expect(() => readSettings(inventory)).toThrow(message);
});

test("patterns cover the whole text and nothing else is special", () => {
  expect(matches("aws:ec2/*", "aws:ec2/vpc:Vpc")).toBe(true);
  expect(matches("aws:ec2/", "aws:ec2/vpc:Vpc")).toBe(false);
  expect(matches("a.c", "abc")).toBe(false);
});
