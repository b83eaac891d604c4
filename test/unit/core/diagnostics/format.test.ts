import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { sortDiagnostics, type Diagnostic } from "../../../../core/diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../../../../core/diagnostics/format.ts";
import { visible } from "../../../../core/diagnostics/visible.ts";

const diagnostic: Diagnostic = { code: "TEN203", severity: "error", message: 'The region "x" is not one of ours.' };

describe("formatDiagnostic", () => {
  test.each([
    [{ path: "estate/tenants/acme.yaml", line: 14, column: 9 }, "estate/tenants/acme.yaml:14:9: "],
    [{ path: "estate/tenants" }, "estate/tenants: "],
    [undefined, ""],
  ])("shows as much of the place as there is: %j", (where, place) => {
    expect(formatDiagnostic({ ...diagnostic, ...(where !== undefined && { where }) })).toBe(
      `${place}error TEN203: The region "x" is not one of ours.`,
    );
  });

  test("appends what is allowed and what to do", () => {
    expect(formatDiagnostic({ ...diagnostic, severity: "warning", allowed: "a, b", fix: 'Did you mean "a"?' })).toBe(
      'warning TEN203: The region "x" is not one of ours. Allowed: a, b. Did you mean "a"?',
    );
  });

  test("stays on one line and moves no cursor, whatever the names are", () => {
    const where = { path: "estate/tenants/a\nb\u001b[31m.yaml", line: 1, column: 1 };
    expect(formatDiagnostic({ ...diagnostic, where, message: "a\r\n::error::b\u202ec\ttab" })).toBe(
      "estate/tenants/a\\nb\\u001b[31m.yaml:1:1: error TEN203: a\\r\\n::error::b\\u202ec\\ttab",
    );
  });
});

describe("visible", () => {
  test.each([
    ["Gruezi Zürich, 東京　都, ❤️, مرحبا", "Gruezi Zürich, 東京　都, ❤️, مرحبا"],
    ["\u0000\u001b\u007f\u009b", "\\u0000\\u001b\\u007f\\u009b"],
    [
      "\u200b\u200e\u2028\u2029\u202e\u2066\ufeff\u061c\u00ad",
      "\\u200b\\u200e\\u2028\\u2029\\u202e\\u2066\\ufeff\\u061c\\u00ad",
    ],
    ["a\u00a0b\u2003c\u3164", "a\\u00a0b\\u2003c\\u3164"],
    ["\u{e0041}", "\\udb40\\udc41"],
    ["\ud800x", "\\ud800x"],
  ])("%j", (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test("leaves nothing unseen, and nothing to do for a second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(visible(visible(text))).toBe(visible(text));
      }),
    );
  });
});

test("sortDiagnostics puts a file as a whole before its lines", () => {
  const at = (line?: number): Diagnostic => ({
    ...diagnostic,
    where: line === undefined ? { path: "a" } : { path: "a", line, column: 1 },
  });
  expect(sortDiagnostics([at(2), at(1), at()]).map(({ where }) => where?.line)).toEqual([undefined, 1, 2]);
});
