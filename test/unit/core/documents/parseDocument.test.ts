import { describe, expect, test } from "@jest/globals";

import { maximumDocumentBytes, parseDocument } from "../../../../core/documents/parseDocument.ts";

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
    ["bytes that are not UTF-8", new Uint8Array([0x61, 0x3a, 0x20, 0xff]), "TEN005", "1:1"],
    ["a second document", "a: 1\n---\nb: 2\n", "TEN006", "2:1"],
    ["an anchor", "a: &one 1\nb: 2\n", "TEN007", "1:9"],
    ["a tag", "a: 1\nb: !secret x\n", "TEN007", "2:12"],
  ])("refuses %s", (_what, content, code, place) => {
    expect(problems(content)).toEqual(at(code, place));
  });

  test("refuses an anchor and its alias, each at its place", () => {
    expect(problems("a: &one 1\nb: *one\n")).toEqual([...at("TEN007", "1:9"), ...at("TEN007", "2:4")]);
  });

  test("refuses a file above the limit, and not one of just the limit", () => {
    expect(problems("#".repeat(maximumDocumentBytes + 1))).toEqual(at("TEN009", "1:1"));
    expect(problems("#".repeat(maximumDocumentBytes))).toEqual(at("TEN003", "1:1"));
  });

  test.each([
    ["a byte order mark", "\ufeffa: 1\nb: x\n"],
    ["CRLF line ends", "a: 1\r\nb: x\r\n"],
    ["JSON", '{ "a": 1, "b": "x" }'],
  ])("takes %s", (_what, content) => {
    const { document, diagnostics } = parse(content);
    expect(diagnostics).toEqual([]);
    expect(document?.value).toEqual({ a: 1, b: "x" });
  });
});
