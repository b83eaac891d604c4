import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { formatSummary, readPart, summarise } from "../../../helpers/ci/summary.js";

const report = (counts: { passed?: number; failed?: number; pending?: number; todo?: number; broken?: number }) => ({
  numPassedTests: counts.passed ?? 0,
  numFailedTests: counts.failed ?? 0,
  numPendingTests: counts.pending ?? 0,
  numTodoTests: counts.todo ?? 0,
  numRuntimeErrorTestSuites: counts.broken ?? 0,
  testResults: [],
});

describe("summarise", () => {
  test("adds up the tests of all parts; a part without tests adds nothing when it went well", () => {
    const parts = [
      { name: "install", jest: false, status: 0 },
      { name: "test", jest: true, status: 0, report: report({ passed: 40, pending: 2, todo: 1 }) },
      { name: "cluster", jest: true, status: 0, report: report({ passed: 3 }) },
    ];
    expect(summarise(parts)).toEqual({ passed: 43, failed: 0, skipped: 3, notes: [] });
  });

  test("counts failed tests and test files that could not be loaded, and not the exit code on top of them", () => {
    const parts = [{ name: "test", jest: true, status: 1, report: report({ passed: 5, failed: 2, broken: 1 }) }];
    expect(summarise(parts)).toEqual({ passed: 5, failed: 3, skipped: 0, notes: [] });
  });

  test("counts a part that failed without a failed test as one", () => {
    const parts = [
      { name: "check", jest: false, status: 1 },
      { name: "test", jest: true, status: 1, report: report({ passed: 5 }) },
    ];
    expect(summarise(parts)).toEqual({
      passed: 5,
      failed: 2,
      skipped: 0,
      notes: ["check: failed with exit code 1", "test: failed with exit code 1"],
    });
  });

  test("counts a part that ran out of time, left no results, ran no test or never ended as one each", () => {
    const parts = [
      { name: "test", jest: true, status: 124 },
      { name: "cluster", jest: true, status: 0 },
      { name: "empty", jest: true, status: 0, report: report({}) },
      { name: "check", jest: false },
    ];
    expect(summarise(parts)).toEqual({
      passed: 0,
      failed: 4,
      skipped: 0,
      notes: [
        "test: failed with exit code 124",
        "cluster: left no test results",
        "empty: ran no test",
        "check: did not end",
      ],
    });
  });

  test("names every skipped test, whose name carries the reason", () => {
    const results = [
      { status: "passed", fullName: "sandbox starts" },
      { status: "pending", fullName: "cluster drift [skipped: Go is not installed]" },
      { status: "todo", fullName: "cluster waves" },
    ];
    const parts = [
      {
        name: "cluster",
        jest: true,
        status: 0,
        report: { ...report({ passed: 1, pending: 1, todo: 1 }), testResults: [{ assertionResults: results }] },
      },
    ];
    expect(summarise(parts).notes).toEqual([
      "skipped: cluster drift [skipped: Go is not installed]",
      "skipped: cluster waves",
    ]);
  });
});

describe("formatSummary", () => {
  test.each([
    [{ passed: 12, failed: 0, skipped: 0, notes: [] }, "12 passed, 0 failed"],
    [{ passed: 0, failed: 3, skipped: 2, notes: ["x"] }, "0 passed, 3 failed, 2 skipped"],
  ])("%j", (summary, line) => {
    expect(formatSummary(summary)).toBe(line);
  });
});

describe("readPart", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tenantry-summary-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test("reads the exit code and, of a part that runs Jest, the report", () => {
    writeFileSync(join(folder, "test.exit"), "1\n");
    writeFileSync(join(folder, "test.json"), JSON.stringify(report({ failed: 1 })));
    expect(readPart(folder, "test!")).toEqual({ name: "test", jest: true, status: 1, report: report({ failed: 1 }) });
  });

  test("reads nothing where the part left nothing, or half a report", () => {
    writeFileSync(join(folder, "cut.exit"), "137\n");
    writeFileSync(join(folder, "cut.json"), '{ "numPassed');
    expect(readPart(folder, "cut!")).toEqual({ name: "cut", jest: true, status: 137 });
    expect(readPart(folder, "check")).toEqual({ name: "check", jest: false, status: undefined });
  });
});
