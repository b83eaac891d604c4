import { describe, expect, test } from "@jest/globals";

import { parseDocument } from "../../../../core/documents/parseDocument.ts";
import { maximumDocumentBytes } from "../../../../core/documents/readText.ts";

const parse = (content: string | Uint8Array) =>
  parseDocument({
    path: "estate/tenants/a.yaml",
    name: "tenants/a.yaml",
    bytes: typeof content === "string" ? new TextEncoder().encode(content) : content,
  });

const problems = (content: string | Uint8Array): string[] =>
  parse(content).diagnostics.map(
    ({ code, where }) => `${code} ${String(where?.line)}:${String(where?.column)} ${where?.path ?? ""}`,
  );

const at = (code: string, place: string): string[] => [`${code} ${place} estate/tenants/a.yaml`];

describe("parseDocument", () => {
  test.each([
    ["text that is not YAML", "a: 1\nb: [1, 2\n", "TEN002", "3:1"],
    ["indentation by a tab", "a:\n\tb: 1\n", "TEN002", "2:1"],
    ["an empty file", "", "TEN003", "1:1"],
    ["a file of comments only", "# one\n# two\n", "TEN003", "1:1"],
    ["a key that stands twice", "a: 1\nb: 2\na: 3\n", "TEN004", "3:1"],
    ["a NUL byte", "a: 1\nb: \0\n", "TEN005", "2:4"],
    ["bytes that are not UTF-8", new Uint8Array([0x61, 0x3a, 0x20, 0xff]), "TEN005", "1:4"],
    ["a second document", "a: 1\n---\nb: 2\n", "TEN006", "2:1"],
    ["an anchor", "a: &one 1\nb: 2\n", "TEN007", "1:4"],
    ["UTF-16, little end first", new Uint8Array([0xff, 0xfe, 0x61, 0x00]), "TEN005", "1:1"],
    ["UTF-16, big end first", new Uint8Array([0xfe, 0xff, 0x00, 0x61]), "TEN005", "1:1"],
    ["UTF-16 without a mark, which has NUL bytes", new Uint8Array([0x61, 0x00, 0x3a, 0x00]), "TEN005", "1:2"],
    ["a UTF-8 sequence that is cut off", new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0x0a, 0xc3]), "TEN005", "2:1"],
    ["a surrogate in UTF-8", new Uint8Array([0x61, 0x0a, 0xc3, 0xa4, 0xed, 0xa0, 0x80]), "TEN005", "2:2"],
    ["a control character", "a: \u0007\n", "TEN005", "1:4"],
    ["a carriage return alone", "a: 1\rb: 2\r", "TEN005", "1:5"],
    ["a problem in a text with CRLF at its place", "a: 1\r\nb: *x\r\n", "TEN007", "2:4"],
    ["a tab before a list's item", "a:\n  - b\n\t- c\n", "TEN002", "3:1"],
    ["marks of a document without one", "---\n...\n", "TEN003", "1:1"],
    ["a second document that is empty", "a: 1\n---\n", "TEN006", "2:1"],
    ["a second document after an end mark", "a: 1\n...\nb: 2\n", "TEN006", "3:1"],
    ["a key in quotes that stands without them too", 'a: 1\n"a": 2\n', "TEN004", "2:1"],
    ["a key that stands twice in a flow mapping", "{a: 1, 'a': 2}\n", "TEN004", "1:8"],
    ["a tag of YAML's own", "a: !!str 1\n", "TEN007", "1:4"],
    ["a verbatim tag", "a: !<x> 1\n", "TEN007", "1:4"],
    ["a merge key", "<<: { a: 1 }\n", "TEN007", "1:1"],
    ["a directive, which could change what `no` means", "%YAML 1.1\n---\na: no\n", "TEN007", "1:1"],
    ["a key that is a number", "1: a\n", "TEN007", "1:1"],
    ["a key that is null", "a: 1\n~: b\n", "TEN007", "2:1"],
    ["a key that is true", "a: { true: 1 }\n", "TEN007", "1:6"],
    ["a key that is a list", "? [a]\n: b\n", "TEN007", "1:3"],
    ["an infinite number", "a: .inf\n", "TEN007", "1:4"],
    ["what is not a number", "a: .NaN\n", "TEN007", "1:4"],
    ["a whole number that loses digits", "a: 9007199254740993\n", "TEN013", "1:4"],
    ["a number that overflows", "a: 1e400\n", "TEN013", "1:4"],
    ["the key __proto__", "a: { __proto__: 1 }\n", "TEN100", "1:6"],
    ["lists in lists without end", "[".repeat(100_000), "TEN011", "1:101"],
    ["block lists in block lists", "- ".repeat(500_000), "TEN011", "1:203"],
    ["mappings in mappings", "{a: ".repeat(100_000), "TEN011", "1:398"],
    ["an alias that would grow without end", `a: &a [x]\n${"b: *a\n".repeat(20_000)}`, "TEN007", "2:5"],
    ["a large broken text by its first error", `a: ]\n${"- ".repeat(400_000)}`, "TEN002", "1:4"],
    ["a large text without content", "# x\n".repeat(100_000), "TEN003", "1:1"],
    ["a tag", "a: 1\nb: !secret x\n", "TEN007", "2:4"],
  ])("refuses %s", (_what, content, code, place) => {
    expect(problems(content)).toEqual(at(code, place));
  });

  test("refuses an anchor and its alias, each at its place", () => {
    expect(problems("a: &one 1\nb: *one\n")).toEqual([...at("TEN007", "1:4"), ...at("TEN007", "2:4")]);
  });

  test("refuses a file above the limit, and not one of just the limit", () => {
    expect(problems("#".repeat(maximumDocumentBytes + 1))).toEqual(at("TEN009", "1:1"));
    expect(problems("#".repeat(maximumDocumentBytes))).toEqual(at("TEN003", "1:1"));
  });

  test("tells a merge key with its anchor and its alias in the order of the text", () => {
    expect(problems("a: &one { x: 1 }\nb:\n  <<: *one\n")).toEqual([
      ...at("TEN007", "1:4"),
      ...at("TEN007", "3:3"),
      ...at("TEN007", "3:7"),
    ]);
  });

  test("tells of each broken line once, and of ten problems at most", () => {
    expect(problems("  a: 1\n b: 2\n")).toEqual(at("TEN002", "2:2"));
    expect(problems("a: *x\n".repeat(20))).toHaveLength(10);
  });

  test("says which byte is not UTF-8", () => {
    const { diagnostics } = parse(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0x0a, 0xe4, 0x62]));
    expect(diagnostics.map(({ message }) => message)).toEqual(["The byte 0xe4 at offset 5 is not UTF-8 text."]);
  });

  test.each([
    ["a byte order mark", "\ufeffa: 1\nb: x\n"],
    ["CRLF line ends", "a: 1\r\nb: x\r\n"],
    ["comments and marks around the document", "# one\n---\n# two\na: 1\nb: x\n...\n# three\n"],
    ["tabs where they indent nothing", "a:\t1\nb: x\t# one\n"],
    ["JSON", '{ "a": 1, "b": "x" }'],
  ])("takes %s", (_what, content) => {
    const { document, diagnostics } = parse(content);
    expect(diagnostics).toEqual([]);
    expect(document?.value).toEqual({ a: 1, b: "x" });
  });

  test.each<[string, unknown]>([
    ["no", "no"],
    ["on", "on"],
    ["yes", "yes"],
    ["2026-12-01", "2026-12-01"],
    ["12:30:45", "12:30:45"],
    ["1_000", "1_000"],
    ["0b11", "0b11"],
    ["0o17", 15],
    ["017", 17],
    ["0x1F", 31],
    ["1e3", 1000],
    ["+1", 1],
    [".5", 0.5],
    ["-9007199254740991", -9007199254740991],
    ["TRUE", true],
    ["~", null],
    ["", null],
    ['"1e3"', "1e3"],
    ["'no'", "no"],
  ])("reads %s by YAML 1.2's core schema, plainly and thoroughly", (text, value) => {
    expect(parse(`a: ${text}\n`).document?.value).toEqual({ a: value });
    // A tab leaves the text to the thorough parser.
    expect(parse(`a:\t${text}\n`).document?.value).toEqual({ a: value });
  });

  test("keeps keys that objects inherit as keys", () => {
    expect(parse("constructor: 1\ntoString: 2\n").document?.value).toEqual({ constructor: 1, toString: 2 });
  });

  test("takes lists in lists up to the limit", () => {
    expect(problems(`${"[".repeat(100)}${"]".repeat(100)}`)).toEqual([]);
  });
});

describe("a file named .json", () => {
  const json = (content: string): string[] =>
    parseDocument({ path: "a.json", name: "tenants/a.json", bytes: new TextEncoder().encode(content) }).diagnostics.map(
      ({ code, where }) => `${code} ${String(where?.line)}:${String(where?.column)}`,
    );

  test.each([
    '{"a": [{"b": null}, true, false, -1.5e+3, "\\u0041\\/\\ud83d\\ude00"]}',
    '{\n\t"a": [\n\t\t1\n\t]\n}\n',
    '\ufeff{"a": "&x *y !z # no comment"}\r\n',
    '{"<<": 1}',
    "[]",
  ])("takes %j", (content) => {
    expect(json(content)).toEqual([]);
  });

  test.each([
    ['{"a": 1,}', "TEN002 1:9"],
    ["{a: 1}", "TEN002 1:2"],
    ["{'a': 1}", "TEN002 1:2"],
    ["a: 1", "TEN002 1:1"],
    ['{"a": 1} # one', "TEN002 1:10"],
    ['{"a": 01}', "TEN002 1:7"],
    ['{"a": +1}', "TEN002 1:7"],
    ['{"a": "\\x41"}', "TEN002 1:7"],
    ['{"a" 1}', "TEN002 1:6"],
    ['{\n  "a": tru\n}', "TEN002 2:8"],
    ['{"a": [}', "TEN002 1:8"],
    ["[1, 2", "TEN002 1:6"],
    ['{"a": 1}{"b": 2}', "TEN002 1:9"],
    ["  \n", "TEN003 1:1"],
    ['{"a": 1, "a": 2}', "TEN004 1:10"],
    ['{"a": 1e400}', "TEN013 1:7"],
    ['{"__proto__": 1}', "TEN100 1:2"],
  ])("refuses %j", (content, expected) => {
    expect(json(content)).toEqual([expected]);
  });
});
