import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { readFileSync } from "node:fs";

import { diagnosticCodes } from "../../../../core/diagnostics/codes.ts";
import type { Diagnostic } from "../../../../core/diagnostics/diagnostic.ts";
import { diagnosticsAsSarif } from "../../../../reports/diagnostics/sarif.ts";

interface Log {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly message: { readonly text: string };
      readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { uri: string } } }[];
    }[];
  }[];
}

const logOf = (...diagnostics: Diagnostic[]): Log => JSON.parse(diagnosticsAsSarif(diagnostics, "1.2.3")) as Log;

const diagnostic: Diagnostic = {
  code: "TEN103",
  severity: "error",
  message: 'spec.ring is "generel".',
  allowed: "early, general, late",
  field: "spec.ring",
  where: { path: "estate/tenants/acme.yaml", line: 13, column: 9 },
};

/** The official schema, which is of draft 4: without its own name Ajv reads it as draft 7, which is the same for what it uses. */
function isValidSarif(log: unknown): unknown {
  const file = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  const { $schema, id, ...schema } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  expect([$schema, id]).toEqual([
    "http://json-schema.org/draft-04/schema#",
    "https://raw.githubusercontent.com/schemastore/schemastore/master/src/schemas/json/sarif-2.1.0-rtm.5.json",
  ]);
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
  return ajv.validate(schema, log) ? true : ajv.errors;
}

describe("diagnosticsAsSarif", () => {
  test("is valid by the schema of SARIF 2.1.0, which takes not everything", () => {
    const { code, severity, message } = diagnostic;
    const log = logOf(
      diagnostic,
      { code, severity: "warning", message, where: { path: "estate" } },
      { code, severity, message },
    );
    expect(isValidSarif(log)).toBe(true);
    expect(isValidSarif(logOf())).toBe(true);
    expect(isValidSarif({ ...log, version: "2.0.0" })).not.toBe(true);
  });

  test("has one run of tenantry, with a rule for each code", () => {
    const [run, ...others] = logOf().runs;
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      tool: { driver: { name: "tenantry", version: "1.2.3", semanticVersion: "1.2.3" } },
      columnKind: "utf16CodeUnits",
      results: [],
    });
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(Object.keys(diagnosticCodes));
    expect(run?.tool.driver.rules).toContainEqual({
      id: "TEN103",
      shortDescription: { text: "A value is not one of the allowed ones" },
      fullDescription: { text: "The key takes one of a few words, and this is another." },
      help: { text: "Choose one of those that the message lists." },
    });
  });

  test("has a result for each diagnostic, in the order given", () => {
    const ruleIndex = Object.keys(diagnosticCodes).indexOf("TEN103");
    const { code, severity, message } = diagnostic;
    expect(
      logOf(diagnostic, { code, severity: "warning", message, where: { path: "estate" } }, { code, severity, message })
        .runs[0]?.results,
    ).toEqual([
      {
        ruleId: "TEN103",
        ruleIndex,
        level: "error",
        message: { text: 'spec.ring is "generel". Allowed: early, general, late.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "estate/tenants/acme.yaml" },
              region: { startLine: 13, startColumn: 9 },
            },
          },
        ],
      },
      {
        ruleId: "TEN103",
        ruleIndex,
        level: "warning",
        message: { text: 'spec.ring is "generel".' },
        locations: [{ physicalLocation: { artifactLocation: { uri: "estate" } } }],
      },
      { ruleId: "TEN103", ruleIndex, level: "error", message: { text: 'spec.ring is "generel".' }, locations: [] },
    ]);
  });

  test.each([
    ["estate/tenants/acme.yaml", "estate/tenants/acme.yaml"],
    ["./estate/../own/estate.yaml", "own/estate.yaml"],
    ["../estate/estate.yaml", "../estate/estate.yaml"],
    ["estate/tenants/100%0A a#b?c:d[e].yaml", "estate/tenants/100%250A%20a%23b%3Fc%3Ad%5Be%5D.yaml"],
    ["estate/tenants/\n\u001b\u202e東.yaml", "estate/tenants/%0A%1B%E2%80%AE%E6%9D%B1.yaml"],
    ["http://evil.example/a.yaml", "http%3A/evil.example/a.yaml"],
    ["estate/tenants/\ud800.yaml", "estate/tenants/%EF%BF%BD.yaml"],
    ["/srv/own estate/estate.yaml", "file:///srv/own%20estate/estate.yaml"],
  ])("the path %j becomes the URI %s", (path, uri) => {
    const [result] = logOf({ ...diagnostic, where: { path, line: 1, column: 1 } }).runs[0]?.results ?? [];
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
  });

  test.each([
    ["a {0} placeholder", "a {{0}} placeholder"],
    [
      "[a link](https://evil.example) in spec.subscriptions[0]",
      "[a link\\](https://evil.example) in spec.subscriptions[0]",
    ],
    ["a\n::error::b\u001b[31m\u202e", "a\\n::error::b\\u001b[31m\\u202e"],
  ])("the message %j is taken literally", (message, text) => {
    const { code, severity } = diagnostic;
    expect(logOf({ code, severity, message }).runs[0]?.results[0]?.message.text).toBe(text);
  });

  test("has nothing in it that cannot be seen", () => {
    const where = { path: "estate/\u009b\u202e.yaml", line: 1, column: 1 };
    const text = diagnosticsAsSarif([{ ...diagnostic, message: "\u009b\u202e\u2028\u0000", where }], "1.2.3");
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});
