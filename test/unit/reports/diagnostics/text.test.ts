import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import stringWidth from "string-width";

import type { Diagnostic } from "../../../../core/diagnostics/diagnostic.ts";
import { formatPlace } from "../../../../core/diagnostics/format.ts";
import { excerptOf } from "../../../../reports/diagnostics/excerpt.ts";
import { diagnosticsAsText } from "../../../../reports/diagnostics/text.ts";

const path = "estate/tenants/acme.yaml";
const at = (line: number, column: number): Diagnostic => ({
  code: "TEN103",
  severity: "error",
  message: 'spec.ring is "generel".',
  allowed: "early, general, late",
  fix: 'Did you mean "general"?',
  where: { path, line, column },
});
const told = 'error TEN103: spec.ring is "generel". Allowed: early, general, late. Did you mean "general"?';

function shown(text: string | Uint8Array, ...diagnostics: Diagnostic[]): string[] {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return diagnosticsAsText(diagnostics, [{ path, name: "tenants/acme.yaml", bytes }], { colour: false }).split("\n");
}

describe("diagnosticsAsText", () => {
  test("puts the line and a caret below each problem, and the count at the end", () => {
    expect(shown("metadata: {}\nspec:\n  ring: generel\n", at(3, 9), at(1, 1))).toEqual([
      `${path}:3:9: ${told}`,
      "  3 |   ring: generel",
      "    |         ^",
      `${path}:1:1: ${told}`,
      "  1 | metadata: {}",
      "    | ^",
      "2 problems",
    ]);
  });

  test.each([
    ["tabs become four spaces", "\tring: generel", 8, "    ring: generel", "          ^"],
    ["wide characters count two columns", "名前: 東京 generel", 8, "名前: 東京 generel", "           ^"],
    ["so do emoji, of two code units or more", "👍🏽 ring: x", 12, "👍🏽 ring: x", "         ^"],
    ["combining characters count none", "o\u0308n: x", 6, "o\u0308n: x", "    ^"],
    ["a caret inside a character stands at its beginning", "a東京", 3, "a東京", "   ^"],
    [
      "control characters and escapes are written out",
      "\u001b[31m\u0007: x",
      7,
      "\\u001b[31m\\u0007: x",
      "                ^",
    ],
    ["so are bidirectional overrides", "a\u202eb\u2066: x", 5, "a\\u202eb\\u2066: x", "              ^"],
    ["a carriage return before the line end is none of the line", "ring: x\r\n", 8, "ring: x", "       ^"],
    ["one inside the line is shown", "a\rb", 3, "a\\rb", "   ^"],
    ["a place behind the line is its end", "ring", 99, "ring", "    ^"],
  ])("%s", (_what, line, column, text, caret) => {
    expect(shown(line, at(1, column))).toEqual([
      `${path}:1:${String(column)}: ${told}`,
      `  1 | ${text}`,
      `    | ${caret}`,
      "1 problem",
    ]);
  });

  test("shows an empty line, and aligns to the width of its number", () => {
    expect(shown("a\n".repeat(99), at(100, 1))).toEqual([
      `${path}:100:1: ${told}`,
      "  100 |",
      "      | ^",
      "1 problem",
    ]);
  });

  test("takes a byte order mark for no character, and bytes that are no UTF-8 for one each", () => {
    expect(shown("\ufeffring: x", at(1, 7))[2]).toBe("    |       ^");
    expect(shown(Uint8Array.of(0x61, 0xff, 0x62), at(1, 2)).slice(1, 3)).toEqual(["  1 | a\ufffdb", "    |  ^"]);
  });

  test.each([
    ["an empty file", "", at(1, 1)],
    ["a line that the file does not have", "a", at(7, 1)],
    ["a file that was not read", "a", { ...at(1, 1), where: { path: "other.yaml", line: 1, column: 1 } }],
    ["a file as a whole", "a", { ...at(1, 1), where: { path } }],
  ])("has no excerpt of %s", (_what, text, diagnostic) => {
    const place = diagnostic.where === undefined ? "" : formatPlace(diagnostic.where);
    expect(shown(text, diagnostic)).toEqual([`${place}: ${told}`, "1 problem"]);
  });

  test("counts problems and warnings", () => {
    const warning: Diagnostic = { code: "TEN217", severity: "warning", message: "starter@1 is deprecated." };
    expect(shown("", warning)).toEqual(["warning TEN217: starter@1 is deprecated.", "1 warning"]);
    expect(shown("", { ...at(1, 1) }, warning, warning).at(-1)).toBe("1 problem, 2 warnings");
    expect(shown("")).toEqual([""]);
  });

  test("names of files and values write no line and no colour", () => {
    const where = { path: "estate/tenants/\n::error::x\u001b[2J.yaml", line: 1, column: 1 };
    expect(shown("", { ...at(1, 1), where, message: "a\nb" })).toEqual([
      'estate/tenants/\\n::error::x\\u001b[2J.yaml:1:1: error TEN103: a\\nb Allowed: early, general, late. Did you mean "general"?',
      "1 problem",
    ]);
  });

  test("colours place, severity, margin and caret, and changes nothing else", () => {
    const file = { path, name: "tenants/acme.yaml", bytes: new TextEncoder().encode("ring: generel") };
    const warning: Diagnostic = { ...at(1, 1), severity: "warning" };
    const coloured = diagnosticsAsText([at(1, 7), warning], [file], { colour: true });
    expect(coloured.split("\n").slice(0, 3)).toEqual([
      `\u001b[1m${path}:1:7:\u001b[22m \u001b[31merror TEN103:\u001b[39m ${told.replace("error TEN103: ", "")}`,
      "\u001b[2m  1 |\u001b[22m ring: generel",
      "\u001b[2m    |\u001b[22m       \u001b[31m^\u001b[39m",
    ]);
    expect(coloured).toContain("\u001b[33mwarning TEN103:\u001b[39m");
    const plain = diagnosticsAsText([at(1, 7), warning], [file], { colour: false });
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(plain);
    expect(plain).not.toContain("\u001b");
  });
});

describe("excerptOf", () => {
  const letters = "abcdefghij".repeat(30);

  test("cuts a long line around the place", () => {
    expect(excerptOf(letters, 1)).toEqual({ text: `${letters.slice(0, 100)}…`, indent: "" });
    expect(excerptOf(letters, 41)).toEqual({ text: `${letters.slice(0, 100)}…`, indent: " ".repeat(40) });
    expect(excerptOf(letters, 151)).toEqual({ text: `…${letters.slice(110, 210)}…`, indent: " ".repeat(41) });
    expect(excerptOf(letters, 300)).toEqual({ text: `…${letters.slice(200)}`, indent: " ".repeat(100) });
    expect(excerptOf(letters.slice(0, 100), 70)).toEqual({ text: letters.slice(0, 100), indent: " ".repeat(69) });
  });

  test("looks at little of a huge line", () => {
    const { text, indent } = excerptOf("東".repeat(1_000_000), 500_001);
    expect(text).toBe(`…${"東".repeat(50)}…`);
    expect(indent).toBe(" ".repeat(41));
  });

  test("whatever the line and the place: one line, bounded, the caret below the character that stands there", () => {
    const line = fc.string({ unit: "binary", maxLength: 300 }).map((text) => text.replaceAll("\n", ""));
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 700 }), (text, column) => {
        const excerpt = excerptOf(text, column);
        expect(excerpt.text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
        expect(stringWidth(excerpt.text)).toBeLessThanOrEqual(102);
        expect(excerpt.indent.length).toBeLessThanOrEqual(stringWidth(excerpt.text));
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "\t", "東", "👍🏽", "ö", "-"), { maxLength: 400 }),
        fc.nat(),
        (parts, seed) => {
          const index = seed % (parts.length + 1);
          const { text, indent } = excerptOf(
            `${parts.slice(0, index).join("")}X${parts.slice(index).join("")}`,
            parts.slice(0, index).join("").length + 1,
          );
          expect(stringWidth(text.slice(0, text.indexOf("X")))).toBe(indent.length);
        },
      ),
    );
  });
});
