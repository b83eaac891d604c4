import fc from "fast-check";

import type { ValuePath } from "../../core/documents/sourceMap.ts";

/** How a document may be laid out by hand. */
const style = fc.record({
  layout: fc.constantFrom("block", "flow", "lines", "json", "json-line"),
  comment: fc.constantFrom("", " # why", "   # what: x"),
  about: fc.constantFrom("", "# about\n", "\n"),
  comma: fc.boolean(),
  lineBreak: fc.constantFrom("\n", "\r\n"),
  ends: fc.boolean(),
  mark: fc.constantFrom("", "\u{FEFF}"),
  last: fc.constantFrom("[p, q]", "{ s: t }", "'it''s'", "1"),
});

/**
 * Documents of one mapping below another in many layouts: blocks, flow mappings on one line or on several, JSON; with and without
 * comments, commas after the last item, a byte order mark and a line break at the end. `places` are the two mappings.
 */
export const layouts = style.map(({ layout, comment, about, comma, lineBreak, ends, mark, last }) => {
  const json = last.replaceAll(/([a-z]+)/g, '"$1"').replace(/^'.*'$/, '"it"');
  const after = comma ? "," : "";
  const texts = {
    block: `${about}a: x${comment}\nouter:${comment}\n${about === "" ? "" : "  # about\n"}  b: 1${comment}\n  inner:\n    - c: y\n\n      d: ${last}${comment}\n# end${ends ? "\n" : ""}`,
    flow: `${about}a: x${comment}\nouter: { b: 1, inner: [{ c: y, d: ${last}${after} }] }${comment}${ends ? "\n" : ""}`,
    lines: `${about}outer: {${comment}\n  b: 1,${comment}\n  inner: [\n    {\n      c: y,${comment}\n      d: ${last}${after}${comment}\n    }\n  ]${after}${comment}\n}${ends ? "\n" : ""}`,
    json: `{\n  "a": "x",\n  "outer": {\n    "b": 1,\n    "inner": [\n      {\n        "c": "y",\n        "d": ${json}\n      }\n    ]\n  }\n}${ends ? "\n" : ""}`,
    "json-line": `{"a":"x","outer":{"b":1,"inner":[{"c":"y","d":${json}}]}}${ends ? "\n" : ""}`,
  };
  const places: Readonly<Record<"outer" | "inner", ValuePath>> = { outer: ["outer"], inner: ["outer", "inner", 0] };
  return { text: `${mark}${texts[layout].replaceAll("\n", lineBreak)}`, places };
});
