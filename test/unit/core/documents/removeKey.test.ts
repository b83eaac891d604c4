import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parse } from "yaml";

import { editDocument } from "../../../../core/documents/editDocument.ts";
import { removeKey } from "../../../../core/documents/removeKey.ts";
import type { ValuePath } from "../../../../core/documents/sourceMap.ts";
import type { Json } from "../../../../core/kinds/serviceKind.ts";
import { layouts } from "../../../helpers/layouts.ts";
import { yamlMarks } from "../../../helpers/yamlMarks.ts";

function textOf(result: ReturnType<typeof removeKey>): string {
  if ("problem" in result) throw new Error(result.problem);
  return result.text;
}

describe("removeKey takes out the lines of the key alone", () => {
  test.each<[string, string, ValuePath, string]>([
    ["a key in the middle, with the comment on its line", "a: 1\nb: 2 # two\nc: 3\n", ["b"], "a: 1\nc: 3\n"],
    ["the first key, a comment above it kept", "# top\na: 1\nb: 2\n", ["a"], "# top\nb: 2\n"],
    ["a block", "a:\n  - x # one\n  - y: |\n      z\nb: 2\n", ["a"], "b: 2\n"],
    ["the last key, the comments after it kept", "a: 1\nb: 2\n# end", ["b"], "a: 1\n# end"],
    ["the last line of a text without a line break", "a: 1\r\nb: 2", ["b"], "a: 1"],
    ["a key beside a dash", "- a: 1\n  b: 2\n", [0, "a"], "- b: 2\n"],
    ["a key without a value", "a: 1\nb:\nc: 3\n", ["b"], "a: 1\nc: 3\n"],
    ["the first of a flow mapping", "x: { a: 1, b: 2 }\n", ["x", "a"], "x: { b: 2 }\n"],
    ["the last of a flow mapping", "x: {a: 1,  b: 2}\n", ["x", "b"], "x: {a: 1}\n"],
    ["one on a line of its own", "x: {\n  a: 1, # one\n  b: 2, # two\n}\n", ["x", "a"], "x: {\n  b: 2, # two\n}\n"],
    ["the last of several lines", '{\n  "a": 1,\n  "b": [2]\n}\n', ["b"], '{\n  "a": 1\n}\n'],
    ["a key that is not there", "a: 1\n", ["b"], "a: 1\n"],
    ["a path through what is not there", "a: 1\n", ["b", "c", 0], "a: 1\n"],
  ])("%s", (_what, text, path, expected) => {
    expect(textOf(removeKey(text, path))).toBe(expected);
  });

  test.each<[string, string, ValuePath, string]>([
    [
      "the last key there is",
      "a: 1\n",
      ["a"],
      "a cannot be removed without touching other lines; edit the file by hand.",
    ],
    [
      "a key beside a dash with a comment below it",
      "- a: 1\n  # about b\n  b: 2\n",
      [0, "a"],
      "[0].a cannot be removed without touching other lines; edit the file by hand.",
    ],
    ["text that is not YAML", "a: [", ["a"], "The file is not valid YAML; correct that first."],
    ["an alias without an anchor", "a: *b", ["a"], "The file is not valid YAML; correct that first."],
  ])("%s is a problem", (_what, text, path, problem) => {
    expect(removeKey(text, path)).toEqual({ problem });
  });
});

test("what was added to a document of any layout goes without a trace", () => {
  const plain = fc.constantFrom<Json>("x", "a: b # c", 1, null, "two\nlines");
  const value = fc.oneof(plain, fc.dictionary(fc.constantFrom("to", "on", "why"), plain, { maxKeys: 3 }));
  fc.assert(
    fc.property(layouts, value, fc.boolean(), ({ text, places }, added, inner) => {
      const path = [...(inner ? places.inner : places.outer), "added"];
      const changed = textOf(editDocument(text, path, added));
      expect(changed).not.toBe(text);
      expect(parse(changed.replace(/^\u{FEFF}/u, ""))).not.toEqual(parse(text.replace(/^\u{FEFF}/u, "")));
      expect(textOf(removeKey(changed, path))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test("no text and no path makes it throw", () => {
  const path = fc.array(fc.oneof(fc.constantFrom("a", "b", "__proto__", ""), fc.nat(2)), { maxLength: 3 });
  const text = fc.oneof(
    fc.string(),
    yamlMarks,
    layouts.map((layout) => layout.text),
  );
  fc.assert(
    fc.property(text, path, (given, where) => {
      expect(Object.keys(removeKey(given, where))).toHaveLength(1);
    }),
  );
});
