import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";

import type { Context } from "../../../cli/context.ts";
import { explain } from "../../../cli/verbs/explain.ts";
import { diagnosticCodes } from "../../../core/diagnostics/codes.ts";
import { generatedFiles } from "../../../docs/generatedFiles.ts";

/** Runs the verb; what it prints, and its exit code. */
function run(code: string | undefined, json = false): { printed: string; exitCode: number } {
  const lines: string[] = [];
  const context: Context = {
    workingDirectory: "/",
    environment: {},
    today: "2026-12-01",
    now: "2026-12-01T12:00:00.000Z",
    print: (line) => void lines.push(line),
    note: (line) => void lines.push(`note: ${line}`),
    interactive: false,
    colour: false,
  };
  const exitCode = explain(code, { estate: "estate", json }, context);
  return { printed: lines.join("\n"), exitCode };
}

test("a code is explained, in any case", () => {
  const { printed, exitCode } = run("TEN202");
  expect(printed.split("\n")[0]).toBe("TEN202: The tier does not exist");
  expect(printed).toContain("Wrong, in tenants/acme.yaml:\n    tier: gold@1");
  expect(exitCode).toBe(0);
  expect(run("ten202")).toEqual({ printed, exitCode });
});

test("without a code, all are listed", () => {
  const lines = run(undefined).printed.split("\n");
  expect(lines[0]).toBe("CODE    TITLE");
  expect(lines.slice(1)).toEqual(Object.entries(diagnosticCodes).map(([code, title]) => `${code}  ${title}`));
});

test.each([
  ["TEN2O2", 'There is no diagnostic code "TEN2O2". Did you mean "TEN202"?'],
  ["TEN999", 'There is no diagnostic code "TEN999". Did you mean "TEN009"?'],
  ["storage", 'There is no diagnostic code "storage". `tenantry explain` lists all codes.'],
  ["__proto__", 'There is no diagnostic code "__proto__". `tenantry explain` lists all codes.'],
  ["\u001b[31m\u202e", 'There is no diagnostic code "\\u001b[31m\\u202e". `tenantry explain` lists all codes.'],
])("the code %j does not exist: the nearest that does is named", (code, message) => {
  expect(() => run(code)).toThrow(expect.objectContaining({ message, exitCode: 2 }));
});

test("--json is valid by its published schema and has the same", () => {
  const one = JSON.parse(run("TEN003", true).printed) as { codes: object[] };
  expect(one).toEqual({
    verb: "explain",
    codes: [
      {
        code: "TEN003",
        title: "The file is empty",
        cause: expect.stringMatching(/^The file has no content/),
        remedy: "Fill it in, or delete it.",
      },
    ],
  });
  const all = JSON.parse(run(undefined, true).printed) as { codes: object[] };
  expect(all.codes).toHaveLength(Object.keys(diagnosticCodes).length);
  const ajv = new Ajv2020();
  const schema = JSON.parse(generatedFiles()["reference/json/explain.schema.json"] ?? "") as object;
  for (const document of [one, all]) expect([ajv.validate(schema, document), ajv.errors]).toEqual([true, null]);
});
