/** What is written as OSCAL is judged by compliance-trestle, whose models are made from NIST's own definitions. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Evidence } from "../../core/results/evidence.ts";
import { evidenceAsOscal } from "../../reports/audit/oscal/document.ts";
import { exampleEvidence, hostileEvidence, largeEvidence } from "../helpers/evidence.ts";
import { pythonToolOfSetUp } from "../helpers/pythonTools.ts";
import { setUpLost } from "../helpers/setUpLost.ts";
import { testUnless } from "../helpers/skip.ts";

const tool = pythonToolOfSetUp("trestle");
const testWithTrestle = testUnless(typeof tool === "string" ? tool : undefined);
const folder = mkdtempSync(join(tmpdir(), "tenantry-oscal-"));
// What lies in a workspace cannot be imported into it.
const workspace = join(folder, "workspace");

/** Runs trestle in its workspace. */
function trestle(...args: string[]): { readonly code: number | null; readonly said: string } {
  if (typeof tool === "string") throw new Error(tool);
  const program = "from trestle.cli import run; run()";
  const env = { PATH: process.env["PATH"], HOME: folder, PYTHONPATH: tool.packages };
  const { status, stdout, stderr } = spawnSync(tool.python, ["-S", "-c", program, ...args], {
    cwd: workspace,
    env,
    encoding: "utf8",
  });
  return { code: status, said: stdout + stderr };
}

beforeAll(() => {
  mkdirSync(workspace);
  if (typeof tool !== "string") expect(trestle("init", "--local")).toMatchObject({ code: 0 });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Imports a document, which reads it strictly, and validates it: identifiers, references, catalogues of roles and the like. */
function judge(name: string, document: string): string {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, document);
  const { code, said: reading } = trestle("import", "-f", file, "-o", name);
  if (code !== 0) return reading;
  const { said } = trestle("validate", "-t", "assessment-results", "-n", name);
  return /^(VALID|INVALID): /m.exec(said)?.[1] ?? said;
}

describe("assessment results", () => {
  const cases: readonly (readonly [string, () => Evidence])[] = [
    ["example", exampleEvidence],
    ["hostile", hostileEvidence],
    ["twenty", () => largeEvidence(20)],
  ];
  for (const [name, make] of cases) {
    testWithTrestle(`of the ${name} evidence are valid`, () => {
      expect(judge(name, evidenceAsOscal(make()))).toBe("VALID");
    });
  }

  testWithTrestle("are refused when something is wrong with them", () => {
    const wrong = evidenceAsOscal(exampleEvidence()).replaceAll('"not-satisfied"', '"unsatisfied"');
    expect(judge("wrong", wrong)).toContain("target.status.state");
  });

  test("can be judged by somebody, or it is said why not", () => {
    expect(["", setUpLost]).not.toContain(typeof tool === "string" ? tool : tool.python);
  });
});
