import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { stringify } from "yaml";

import { LayeredPositions, mergeLayers, type Layer } from "../../../../core/documents/layers.ts";
import { parseDocument, type ParsedDocument } from "../../../../core/documents/parseDocument.ts";
import { partAt, type ValuePath } from "../../../../core/documents/sourceMap.ts";
import { leavesOf } from "../../../../core/resolve/leaves.ts";

function documentOf(name: string, value: unknown): ParsedDocument {
  const bytes = new TextEncoder().encode(stringify(value));
  const { document } = parseDocument({ path: name, name, bytes });
  if (document === undefined) throw new Error(`${name} does not parse`);
  return document;
}

/** A layer whose part lies at `spec` of a document of its own. */
function layerOf(name: string, value: unknown): Layer {
  return { owner: name, document: documentOf(name, { spec: value }), base: ["spec"], value };
}

const layers = [
  layerOf("estate", { network: { zones: 1, mtu: 1500 }, buckets: ["a", "b"], size: { small: true } }),
  layerOf("tier", { network: { zones: 2 }, size: "m" }),
  layerOf("manifest", { buckets: ["c"], network: { cidr: "10.0.0.0/16" } }),
];
const positions = new LayeredPositions(documentOf("manifest", { metadata: { id: "x" } }), ["spec"], layers);

describe("layers", () => {
  test("merge mappings key by key; a list or a plain value replaces what lies below", () => {
    expect(mergeLayers(layers)).toEqual({
      network: { zones: 2, mtu: 1500, cidr: "10.0.0.0/16" },
      buckets: ["c"],
      size: "m",
    });
  });

  test.each<[ValuePath, string | undefined]>([
    [["spec", "network", "zones"], "tier"],
    [["spec", "network", "mtu"], "estate"],
    [["spec", "network", "cidr"], "manifest"],
    [["spec", "buckets", 0], "manifest"],
    [["spec", "buckets", 1], undefined],
    [["spec", "size"], "tier"],
    [["spec", "size", "small"], undefined],
    [["spec", "nothing"], undefined],
    [["metadata", "id"], undefined],
  ])("%j is set by %s", (path, owner) => {
    expect(positions.setting(path)?.layer.owner).toBe(owner);
  });

  test("what none of them has stands where the uppermost could have it", () => {
    expect(positions.value(["spec", "network", "nothing"])).toEqual({ path: "manifest", line: 5, column: 5 });
    expect(positions.value(["metadata", "id"])).toEqual({ path: "manifest", line: 2, column: 7 });
  });

  test("keep keys that name parts of objects as plain keys", () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}') as unknown;
    const merged = mergeLayers([layerOf("below", { safe: 1 }), { ...layerOf("above", {}), value: hostile }]);
    expect(Object.keys(merged as object)).toEqual(["safe", "__proto__", "constructor"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  const part = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer(),
      fc.array(fc.integer(), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { maxKeys: 3 }),
    ),
  })).value;

  test("every value of the result is found in the layer that has set it", () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
        const some = parts.map((value, index) => layerOf(`layer ${String(index)}`, value));
        const found = new LayeredPositions(documentOf("top", { spec: parts.at(-1) }), ["spec"], some);
        for (const { path, value } of leavesOf(mergeLayers(some))) {
          const setting = found.setting(["spec", ...path]);
          // An empty mapping may be what is left of several.
          if (typeof value !== "object") expect(partAt(setting?.layer.document.value, setting?.path ?? [])).toBe(value);
          expect(setting).toBeDefined();
        }
      }),
    );
  });
});
