// Adds up a CI run. Plain JavaScript, because it must run on whatever Node.js is there when the installation has failed.
// Usage: node summary.js FOLDER PART... - a PART that ends in "!" runs Jest and must have left FOLDER/PART.json.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * What Jest writes with `--json`, as far as it is read here.
 *
 * @typedef {{
 *   numPassedTests: number,
 *   numFailedTests: number,
 *   numPendingTests: number,
 *   numTodoTests: number,
 *   numRuntimeErrorTestSuites: number,
 *   testResults: { assertionResults: { status: string, fullName: string }[] }[],
 * }} JestReport
 */

/**
 * How one part of the run ended. `status` is its exit code, absent when it never ended. `report` is Jest's, absent when none
 * could be read; `jest` says whether there should be one.
 *
 * @typedef {{ name: string, jest: boolean, status?: number | undefined, report?: JestReport | undefined }} Part
 */

/** @typedef {{ passed: number, failed: number, skipped: number, notes: string[] }} Summary */

/**
 * Adds up the parts. A test file that could not be loaded is one failure, and so is a part that ended badly without a failed
 * test to account for it.
 *
 * @param {readonly Part[]} parts
 * @returns {Summary}
 */
export const summarise = (parts) => {
  /** @type {Summary} */
  const summary = { passed: 0, failed: 0, skipped: 0, notes: [] };
  for (const { name, jest, status, report } of parts) {
    let failed = 0;
    if (report !== undefined) {
      failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
      summary.passed += report.numPassedTests;
      summary.skipped += report.numPendingTests + report.numTodoTests;
      for (const { status: result, fullName } of report.testResults.flatMap((file) => file.assertionResults)) {
        if (result === "pending" || result === "todo") summary.notes.push(`skipped: ${fullName}`);
      }
    }
    if (status === undefined) {
      summary.notes.push(`${name}: did not end`);
      failed = Math.max(failed, 1);
    } else if (status !== 0 && failed === 0) {
      summary.notes.push(`${name}: failed with exit code ${String(status)}`);
      failed = 1;
    } else if (jest && report === undefined) {
      summary.notes.push(`${name}: left no test results`);
      failed = 1;
    } else if (report?.numPassedTests === 0 && failed === 0) {
      summary.notes.push(`${name}: ran no test`);
      failed = 1;
    }
    summary.failed += failed;
  }
  return summary;
};

/**
 * The line that a CI run ends with.
 *
 * @param {Summary} summary
 */
export const formatSummary = ({ passed, failed, skipped }) =>
  `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ""}`;

/**
 * Reads what a part left in the results folder.
 *
 * @param {string} folder
 * @param {string} argument the part's name, with "!" at its end when it runs Jest
 * @returns {Part}
 */
export const readPart = (folder, argument) => {
  const name = argument.replace(/!$/, "");
  /** @param {string} file */
  const read = (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : undefined);
  const status = read(`${name}.exit`);
  /** @type {Part} */
  const part = { name, jest: argument.endsWith("!"), status: status === undefined ? undefined : Number(status) };
  const json = part.jest ? read(`${name}.json`) : undefined;
  try {
    return json === undefined ? part : { ...part, report: JSON.parse(json) };
  } catch {
    return part; // cut off while it was written
  }
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder = ".", ...names] = process.argv.slice(2);
  const summary = summarise(names.map((name) => readPart(folder, name)));
  for (const note of summary.notes) console.log(note);
  console.log(formatSummary(summary));
  writeFileSync(join(folder, "summary"), "");
  process.exitCode = summary.failed > 0 ? 1 : 0;
}
