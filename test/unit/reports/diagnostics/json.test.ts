import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { diagnosticsAsJson, visibleJson } from "../../../../reports/diagnostics/json.ts";

test("is the document of validate, indented", () => {
  const message = "a\n\u001b[31m\u009b\u202eb";
  expect(diagnosticsAsJson("check", 0, [{ code: "TEN008", severity: "error", message, where: { path: "estate" } }]))
    .toBe(`{
  "verb": "check",
  "tenants": 0,
  "diagnostics": [
    {
      "code": "TEN008",
      "severity": "error",
      "message": "a\\n\\u001b[31m\\u009b\\u202eb",
      "where": {
        "path": "estate"
      }
    }
  ]
}`);
});

test("holds every value as it is, and nothing that cannot be seen", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      const text = visibleJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});
