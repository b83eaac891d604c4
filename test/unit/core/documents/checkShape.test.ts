import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import { formatDiagnostic } from "../../../../core/diagnostics/format.ts";
import { checkShape } from "../../../../core/documents/checkShape.ts";
import { parseDocument } from "../../../../core/documents/parseDocument.ts";

const schema = z.strictObject({
  name: z.string(),
  size: z.enum(["small", "large"]).optional(),
  inner: z.strictObject({ count: z.int().min(1) }).optional(),
  cells: z
    .array(
      z.discriminatedUnion("target", [
        z.strictObject({ target: z.literal("aws"), account: z.string() }),
        z.strictObject({ target: z.literal("kubernetes"), context: z.string() }),
      ]),
    )
    .optional(),
});

function problems(text: string): string[] {
  const { document } = parseDocument({ path: "a.yaml", name: "a.yaml", bytes: new TextEncoder().encode(text) });
  if (document === undefined) throw new Error("the text must parse");
  return checkShape<unknown>(schema, document.value, document).diagnostics.map(formatDiagnostic);
}

describe("checkShape", () => {
  test("gives the value when the shape is right", () => {
    expect(problems("name: x\nsize: small\n")).toEqual([]);
  });

  test.each([
    [
      "an unknown key",
      "name: x\nsizee: small\n",
      'a.yaml:2:1: error TEN100: The key "sizee" is not known here. Allowed: name, size, inner, cells. Did you mean "size"?',
    ],
    [
      "an unknown key like no other",
      "name: x\nzzzzzz: 1\n",
      'a.yaml:2:1: error TEN100: The key "zzzzzz" is not known here. Allowed: name, size, inner, cells. Remove it.',
    ],
    [
      "a nested unknown key",
      "name: x\ninner:\n  count: 1\n  coun: 2\n",
      'a.yaml:4:3: error TEN100: The key "coun" is not known here. Allowed: count. Did you mean "count"?',
    ],
    [
      "an unknown key of a union's option, with that option's keys alone",
      "name: x\ncells:\n  - target: kubernetes\n    context: c\n    contxt: d\n",
      'a.yaml:5:5: error TEN100: The key "contxt" is not known here. Allowed: target, context. Did you mean "context"?',
    ],
    [
      "a union's unknown option",
      "name: x\ncells:\n  - target: azure\n",
      'a.yaml:3:13: error TEN103: cells[0].target is "azure". Allowed: aws, kubernetes.',
    ],
    [
      "a union without its discriminator",
      "name: x\ncells:\n  - context: c\n",
      "a.yaml:3:5: error TEN103: cells[0].target is missing. Allowed: aws, kubernetes.",
    ],
    ["a missing key", "size: small\n", 'a.yaml:1:1: error TEN101: "name" is missing. Add "name" (text).'],
    [
      "a missing nested key",
      "name: x\ninner: {}\n",
      'a.yaml:2:1: error TEN101: "count" is missing in inner. Add "count" (a number).',
    ],
    [
      "a number where text belongs",
      "name: 12\n",
      'a.yaml:1:7: error TEN102: name is 12. Allowed: text. Put it in quotes: "12".',
    ],
    [
      "a value that is not allowed",
      "name: x\nsize: smal\n",
      'a.yaml:2:7: error TEN103: size is "smal". Allowed: small, large. Did you mean "small"?',
    ],
  ])("reports %s at its place", (_what, text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });

  test("reports a broken rule with the value and its place", () => {
    expect(problems("name: x\ninner: { count: 0 }\n")).toEqual([
      "a.yaml:2:17: error TEN104: inner.count is 0. Allowed: at least 1.",
    ]);
  });
});
