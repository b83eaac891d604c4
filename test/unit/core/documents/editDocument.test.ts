import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parse, parseDocument, stringify, type ToStringOptions } from "yaml";

import { editDocument } from "../../../../core/documents/editDocument.ts";
import { partAt, type ValuePath } from "../../../../core/documents/sourceMap.ts";
import type { Json } from "../../../../core/kinds/serviceKind.ts";
import { yamlMarks } from "../../../helpers/yamlMarks.ts";

function edited(text: string, path: ValuePath, value: Json): string {
  const result = editDocument(text, path, value);
  if ("problem" in result) throw new Error(result.problem);
  return result.text;
}

const manifest = `# top

metadata:
  id: acme   # never changes
  displayName:   'Acme GmbH'
spec:
  # who is told
  contacts: {technical: ops@acme.example,  billing: "ap@acme.example"}
  state:
  subscriptions:
    - name: web

      tier: standard@1 # pinned
      spec:
        buckets: # private
          # the first
          - assets
          - backups   # nightly
        note: |
          two
          lines
    # the last
# end
`;

describe("editDocument changes the lines of the value alone", () => {
  test.each<[string, ValuePath, Json, string, string]>([
    ["a plain value, its comment kept", ["metadata", "id"], "globex", "id: acme   #", "id: globex   #"],
    ["a quoted value, its quotes kept", ["metadata", "displayName"], "It's", "'Acme GmbH'", "'It''s'"],
    ["a value in a flow mapping", ["spec", "contacts", "billing"], "x@y.z", '"ap@acme.example"', '"x@y.z"'],
    ["a value that needs quotes", ["metadata", "id"], "null", "id: acme", 'id: "null"'],
    ["a word that old readers take for a boolean", ["metadata", "id"], "no", "id: acme", 'id: "no"'],
    ["a value with a break, on one line", ["metadata", "id"], "a\nb", "id: acme", 'id: "a\\nb"'],
    ["a key without a value", ["spec", "state"], "active", "state:\n", "state: active\n"],
    ["a number", ["metadata", "id"], 7, "id: acme", "id: 7"],
    ["a new key of a mapping, after its last", ["metadata", "label"], "x y", "GmbH'\n", "GmbH'\n  label: x y\n"],
    [
      "a new key of a flow mapping",
      ["spec", "contacts", "security"],
      "s@a.b",
      '"ap@acme.example"}',
      '"ap@acme.example", security: s@a.b}',
    ],
    [
      "a new key with mappings on the way",
      ["spec", "a", "b"],
      [1],
      "    # the last\n",
      "  a: { b: [1] }\n    # the last\n",
    ],
    [
      "a key after a block of text",
      ["spec", "subscriptions", 0, "spec", "more"],
      true,
      "          lines\n",
      "          lines\n        more: true\n",
    ],
    [
      "a block of text",
      ["spec", "subscriptions", 0, "spec", "note"],
      "one",
      "|\n          two\n          lines",
      "one",
    ],
    [
      "a new item of a list",
      ["spec", "subscriptions", 0, "spec", "buckets", 2],
      "logs",
      "# nightly\n",
      "# nightly\n          - logs\n",
    ],
    [
      "a new item that is a mapping",
      ["spec", "subscriptions", 1],
      { name: "b", spec: { x: [1] } },
      "    # the last\n",
      "    - name: b\n      spec:\n        x: [1]\n    # the last\n",
    ],
    [
      "a list by a list",
      ["spec", "subscriptions", 0, "spec", "buckets"],
      [{ a: 1, b: "#" }, "c"],
      "- assets\n          - backups",
      '- a: 1\n            b: "#"\n          - c',
    ],
    [
      "a list by nothing, the comments before it kept",
      ["spec", "subscriptions", 0, "spec", "buckets"],
      [],
      "buckets: # private\n          # the first\n          - assets\n          - backups",
      "buckets: [] # private\n          # the first",
    ],
    [
      "a mapping by a value",
      ["spec", "subscriptions", 0],
      "x",
      "name: web\n\n      tier: standard@1 # pinned\n      spec:\n        buckets: # private\n          # the first\n          - assets\n          - backups   # nightly\n        note: |\n          two\n          lines",
      "x",
    ],
    ["a mapping below a key without a value", ["spec", "state", "x"], 1, "state:\n", "state: { x: 1 }\n"],
  ])("%s", (_what, path, value, from, to) => {
    expect(manifest.split(from)).toHaveLength(2);
    const text = edited(manifest, path, value);
    expect(text).toBe(manifest.replace(from, () => to));
    expect(partAt(parse(text), path)).toEqual(value);
  });

  test("a long new value becomes a block", () => {
    const value = { first: "x".repeat(60), second: { third: ["y".repeat(40)] } };
    expect(edited("a: 1", ["b"], value)).toBe(
      `a: 1\nb:\n  first: ${"x".repeat(60)}\n  second:\n    third: [${"y".repeat(40)}]`,
    );
  });

  test("a list in a block stays one, also where it is not indented", () => {
    expect(edited("a:\n- x # one\n- y\nb: 1\n", ["a"], ["z", "x"])).toBe("a:\n- z\n- x\nb: 1\n");
    expect(edited("a:\n- x\nb: 1\n", ["a"], { z: [1] })).toBe("a: { z: [1] }\nb: 1\n");
  });

  test("a file with CRLF and a byte order mark keeps both", () => {
    const text = "\u{FEFF}a: 1\r\nb:\r\n  - x\r\n";
    expect(edited(text, ["a"], 2)).toBe("\u{FEFF}a: 2\r\nb:\r\n  - x\r\n");
    expect(edited(text, ["c"], 2)).toBe("\u{FEFF}a: 1\r\nb:\r\n  - x\r\nc: 2\r\n");
    expect(edited(text, ["b"], ["w", { z: 1 }])).toBe("\u{FEFF}a: 1\r\nb:\r\n  - w\r\n  - z: 1\r\n");
  });

  test("JSON stays JSON", () => {
    const text = '{\n  "metadata": { "id": "acme" },\n  "spec": {}\n}\n';
    expect(edited(text, ["metadata", "id"], "no")).toBe(text.replace("acme", "no"));
    expect(edited(text, ["metadata", "x"], "y")).toBe(text.replace('"acme"', '"acme", "x": "y"'));
    expect(edited(text, ["spec", "a"], ["b"])).toBe(text.replace("{}", '{ "a": ["b"] }'));
    expect(edited(text, ["last"], null)).toBe(text.replace("{}\n", '{},\n  "last": null\n'));
  });

  test("a flow collection over several lines takes one more, and comments stay where they are", () => {
    expect(edited("a: [\n  x, # one\n  y # two\n]\n", ["a", 2], "z")).toBe("a: [\n  x, # one\n  y, # two\n  z\n]\n");
    expect(edited("a: {\n  x: 1,\n}\n", ["a", "z"], 2)).toBe("a: {\n  x: 1,\n  z: 2,\n}\n");
  });

  test("an equal value changes nothing", () => {
    expect(edited(manifest, ["metadata", "id"], "acme")).toBe(manifest);
  });

  test.each<[string, string, ValuePath, string]>([
    [
      "a path through a plain value",
      manifest,
      ["metadata", "id", "x"],
      "metadata.id is a plain value and has no parts.",
    ],
    ["an index far beyond a list", "a: [1]", ["a", 2], "a is a list of 1: the next step is an index up to [1]."],
    ["a key of a list", "a: [1]", ["a", "b"], "a is a list of 1: the next step is an index up to [1]."],
    ["an index of a mapping", "a: {}", ["a", 0], "a has no item [0]."],
    ["text that is not YAML", "a: [", ["a"], "The file is not valid YAML; correct that first."],
    ["an alias without an anchor", "a: *b", ["a"], "The file is not valid YAML; correct that first."],
  ])("%s is a problem", (_what, text, path, problem) => {
    expect(editDocument(text, path, 1)).toEqual({ problem });
  });
});

/** A document written by hand: odd spacing, quotes, comments and blank lines, with the paths of its plain values. */
const handwritten = fc
  .record({
    rows: fc.array(
      fc.record({
        value: fc.constantFrom("x", "'it''s'", '"a \\" b"', "1", "true", "", "[p, q]", "{p: q}", "two words"),
        space: fc.constantFrom(" ", "   "),
        comment: fc.constantFrom("", " # why", "   # what: x"),
        before: fc.constantFrom("", "\n", "# about\n", "      # deep\n\n"),
        nest: fc.constantFrom("no", "map", "list"),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    lineBreak: fc.constantFrom("\n", "\r\n"),
    ends: fc.boolean(),
    mark: fc.constantFrom("", "\u{FEFF}"),
  })
  .map(({ rows, lineBreak, ends, mark }) => {
    const lines = rows.map(({ value, space, comment, before, nest }, index) => {
      const key = `k${String(index)}`;
      const entry = (name: string): string => `${name}:${value === "" ? "" : space}${value}${comment}`;
      if (nest === "map") return `${before}${key}:${comment}\n  a: 1\n  ${entry("b")}`;
      if (nest === "list") return `${before}${key}:\n- ${entry("a")}\n  b: y\n-   z${comment}`;
      return `${before}${entry(key)}`;
    });
    const paths = rows.map(({ nest }, index): ValuePath => {
      const key = `k${String(index)}`;
      return nest === "map" ? [key, "b"] : nest === "list" ? [key, 0, "a"] : [key];
    });
    const text = `${lines.join("\n")}${ends ? "\n" : ""}`.replaceAll("\n", lineBreak);
    return { text: `${mark}${text}`, paths };
  });

const json = fc
  .jsonValue({ maxDepth: 2, stringUnit: "binary" })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json);

describe("laws", () => {
  test("a value that is set is read again, its line alone has changed, and every comment survives", () => {
    fc.assert(
      fc.property(handwritten, fc.nat(), json, ({ text, paths }, pick, value) => {
        const path = paths[pick % paths.length] ?? [];
        const changed = edited(text, path, value);
        expect(partAt(parse(changed.replace(/^\u{FEFF}/u, "")), path)).toEqual(value);
        const [before, after] = [text.split(/(?<=\n)/), changed.split(/(?<=\n)/)];
        expect(after).toHaveLength(before.length);
        expect(before.filter((line, index) => line !== after[index]).length).toBeLessThanOrEqual(1);
        const comments = (lines: readonly string[]): string[] =>
          lines.map((line) => / *# [a-z].*$/m.exec(line)?.[0] ?? "");
        const lost = comments(before).filter(
          (comment, index) => comment !== "" && after[index]?.includes(comment) !== true,
        );
        expect(lost).toEqual([]);
      }),
    );
  });

  test("a key that is added is read again, and no line there before has changed", () => {
    fc.assert(
      fc.property(handwritten, json, ({ text }, value) => {
        const changed = edited(text, ["new"], value);
        expect(partAt(parse(changed.replace(/^\u{FEFF}/u, "")), ["new"])).toEqual(value);
        const lines = changed.split("\n");
        const added = lines.findIndex((line) => line.startsWith("new:"));
        const without = lines.toSpliced(
          added,
          value !== null && typeof value === "object" ? lines.length - text.split("\n").length : 1,
        );
        expect(without.join("\n").replace(/\r$/, "")).toBe(text);
      }),
    );
  });

  test("every value of every document can be set, and what is added touches one line at most", () => {
    const plain = fc.oneof(
      fc.constantFrom("x", "it's", "a: b", "# no", "", "true", "- d", "two\nlines\n", "  lead\nx\n\n", null),
      fc.integer(),
    );
    const key = fc.constantFrom("a", "b", "some key", "x-y", "0");
    const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        plain,
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(key, tie("tree"), { maxKeys: 3 }),
      ),
    }));
    const style = fc.record({
      collectionStyle: fc.constantFrom("any", "flow", "block"),
      indent: fc.constantFrom(2, 4),
      indentSeq: fc.boolean(),
      defaultStringType: fc.constantFrom("PLAIN", "QUOTE_DOUBLE", "BLOCK_LITERAL", "BLOCK_FOLDED"),
    });
    const pathsOf = (value: unknown, path: ValuePath = []): ValuePath[] => {
      if (typeof value !== "object" || value === null) return [path];
      const steps = Object.keys(value).map((step) => (Array.isArray(value) ? Number(step) : step));
      const added = Array.isArray(value) ? value.length : "new";
      const below = steps.flatMap((step) => pathsOf(partAt(value, [step]), [...path, step]));
      return [...(path.length > 0 ? [path] : []), [...path, added], ...below];
    };
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1 }), style, fc.nat(), tree, (root, options, pick, value) => {
        const text = stringify(root, options as ToStringOptions);
        // With some of these options the library writes empty lists that it cannot read.
        fc.pre(parseDocument(text).errors.length === 0);
        const before = parse(text) as Json;
        const paths = pathsOf(before);
        const path = paths[pick % paths.length] ?? [];
        const changed = edited(text, path, value);
        expect(partAt(parse(changed), path)).toEqual(value);
        if (partAt(before, path) !== undefined) return;
        const [old, now] = [text.split("\n"), changed.split("\n")];
        const first = old.findIndex((line, index) => line !== now[index]);
        const end = old.toReversed().findIndex((line, index) => line !== now.at(-1 - index));
        expect(first === -1 || end === -1 || old.length - end - first <= 1).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("no text and no path makes it throw", () => {
    const path = fc.array(fc.oneof(fc.constantFrom("a", "k0", "__proto__", "constructor", ""), fc.nat(2)), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          yamlMarks,
          handwritten.map(({ text }) => text),
        ),
        path,
        json,
        (text, steps, value) => {
          const result = editDocument(text, steps, value);
          if (!("text" in result)) return;
          const read: unknown = parse(result.text.replace(/^\u{FEFF}/u, ""), { logLevel: "error" });
          expect(partAt(read, steps)).toEqual(value);
        },
      ),
    );
  });
});
