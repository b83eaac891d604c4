import { expect, test } from "@jest/globals";
import { z } from "zod";

import type { JsonSchema } from "../../../core/schema/jsonSchemas.ts";
import { fieldTable } from "../../../docs/fieldTable.ts";

const rows = (schema: z.ZodType, ...rest: [alone?: JsonSchema, path?: string, cut?: string[]]): string[] =>
  fieldTable(z.toJSONSchema(schema, { io: "input" }), ...rest)
    .split("\n")
    .slice(2);

test("has a row each field, with what it takes and means", () => {
  const schema = z.strictObject({
    name: z
      .string()
      .max(40)
      .meta({ description: "A name.", examples: ["a", "b"] }),
    size: z.int().min(1).default(3),
    ratio: z.number().positive().optional(),
    day: z.iso.date(),
    on: z.boolean().default(false),
    mode: z.enum(["x", "y"]),
    code: z.string().regex(/^(?:a|b)$/),
    id: z
      .string()
      .regex(/^[a-z](?:-?[a-z0-9])*$/)
      .regex(/^(?!cell-)/),
    tags: z.array(z.string().min(1)).min(1),
    by: z.record(z.string(), z.number()).meta({ examples: [{ a: 1 }] }),
    parts: z
      .array(
        z.discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("disk"), gib: z.int() }),
          z.strictObject({ kind: z.literal("key") }),
        ]),
      )
      .default([]),
  });
  expect(rows(schema)).toEqual([
    "| `name` | text | required | at most 40 characters; such as `a`, `b` | A name. |",
    "| `size` | whole number | default `3` | at least 1 |  |",
    "| `ratio` | number | optional | more than 0 |  |",
    "| `day` | day | required |  |  |",
    "| `on` | true or false | default `false` |  |  |",
    "| `mode` | text | required | `x`, `y` |  |",
    "| `code` | text | required | `^(?:a\\|b)$` |  |",
    "| `id` | text | required | lower-case letters, digits and single hyphens; not `cell-` at the beginning |  |",
    "| `tags` | list of text | required | at least 1 entry; each: at least 1 character |  |",
    '| `by` | mapping | required | such as `{"a":1}` |  |',
    "| `by.<name>` | number | optional |  |  |",
    "| `parts` | list of one of: disk, key | optional |  |  |",
    "| `parts[](disk).kind` | text | required | `disk` |  |",
    "| `parts[](disk).gib` | whole number | required |  |  |",
    "| `parts[](key).kind` | text | required | `key` |  |",
  ]);
});

test("says what a lower layer may give, and leaves out what is told elsewhere", () => {
  const schema = z.strictObject({
    a: z.strictObject({ b: z.string(), c: z.string() }),
    d: z.strictObject({ e: z.int() }),
  });
  const alone = { properties: { a: { required: ["c"], properties: { b: {}, c: {} } } }, required: ["a"] };
  expect(rows(schema, alone, "spec", ["spec.d"])).toEqual([
    "| `spec.a` | mapping | required |  |  |",
    "| `spec.a.b` | text | required, or by a default |  |  |",
    "| `spec.a.c` | text | required |  |  |",
    "| `spec.d` | mapping | required, or by a default |  |  |",
  ]);
});
