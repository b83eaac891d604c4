// Runs .ci/run itself in a folder whose npm scripts do as the test says.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, jest } from "@jest/globals";
import { onLinux } from "../helpers/skip.ts";

jest.setTimeout(90_000);

const root = resolve(import.meta.dirname, "../..");

/** A stand-in for Jest: writes a report with so many passed tests to the file that `--outputFile=` names. */
const stubJest = `
const file = process.argv.find((argument) => argument.startsWith("--outputFile=")).slice("--outputFile=".length);
const [passed, pending] = process.argv.slice(2, 4).map(Number);
const report = { numPassedTests: passed, numFailedTests: 0, numPendingTests: pending, numTodoTests: 0, numRuntimeErrorTestSuites: 0,
  testResults: [{ assertionResults: pending ? [{ status: "pending", fullName: "drift [skipped: no Go]" }] : [] }] };
require("node:fs").writeFileSync(file, JSON.stringify(report));
`;

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tenantry-ci-"));
  for (const path of [".ci/run", "test/helpers/ci/summary.js"]) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    copyFileSync(join(root, path), join(folder, path));
  }
  writeFileSync(join(folder, "jest.cjs"), stubJest);
  // Nothing is to be installed for the stand-ins.
  writeFileSync(join(folder, ".ci/chromium"), "exit 0\n");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs .ci/run with these scripts; `lock: false` makes the installation fail. */
const run = (scripts: Readonly<Record<string, string>>, { lock = true } = {}) => {
  const manifest = { name: "stub", version: "1.0.0", type: "module" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, scripts }));
  if (lock) {
    const packages = { "": { name: "stub", version: "1.0.0" } };
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ ...manifest, lockfileVersion: 3, packages }));
  }
  const { stdout, status } = spawnSync("bash", [join(folder, ".ci/run")], { encoding: "utf8" });
  return { lines: stdout.trimEnd().split("\n"), status };
};

const good = {
  test: "node jest.cjs 40 0",
  check: "true",
  "test:long": "node jest.cjs 5 0",
  "test:browser": "node jest.cjs 4 0",
  "test:cluster": "node jest.cjs 3 0",
};

describe(".ci/run", () => {
  onLinux("ends with the sum of all parts", () => {
    const { lines, status } = run(good);
    expect(lines.at(-1)).toBe("52 passed, 0 failed");
    expect(status).toBe(0);
  });

  onLinux("runs every part when earlier ones fail, and counts each", () => {
    const { lines, status } = run({ ...good, test: "exit 7", check: "exit 1" }, { lock: false });
    expect(lines.slice(-4)).toEqual([
      "install: failed with exit code 1",
      "test: failed with exit code 7",
      "check: failed with exit code 1",
      "12 passed, 3 failed",
    ]);
    expect(status).toBe(1);
  });

  onLinux("says why tests were skipped", () => {
    const { lines, status } = run({ ...good, "test:cluster": "node jest.cjs 2 1" });
    expect(lines.slice(-2)).toEqual(["skipped: drift [skipped: no Go]", "51 passed, 0 failed, 1 skipped"]);
    expect(status).toBe(0);
  });

  onLinux("gives the parts no input and ends what they leave running", () => {
    const check = "cat && (setsid sleep 300 >/dev/null 2>&1 & echo $! > left)";
    const { lines, status } = run({ ...good, check });
    expect(status).toBe(0);
    const pid = readFileSync(join(folder, "left"), "utf8").trim();
    expect(lines).toContain(`left over: ${pid} sleep 300 `);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
  });
});
