import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { sqlIdentifier, sqlLiteral } from "../../../../../../components/saas/pool/sql/quote.ts";

test.each([
  ["acme--notes", "'acme--notes'"],
  ["it's", "'it''s'"],
  ["a\\", " E'a\\\\'"],
  ["\\'; DROP TABLE x; --", " E'\\\\''; DROP TABLE x; --'"],
  ["", "''"],
])("%j is the literal %s", (text, literal) => {
  expect(sqlLiteral(text)).toBe(literal);
});

test.each([
  ["acme--notes", '"acme--notes"'],
  ['a"b', '"a""b"'],
])("%j is the identifier %s", (name, identifier) => {
  expect(sqlIdentifier(name)).toBe(identifier);
});

test("what PostgreSQL does not take is no text and no name", () => {
  expect(() => sqlLiteral("a\0b")).toThrow("no NUL character");
  for (const name of ["", "a\0b", "x".repeat(64), "é".repeat(32)])
    expect(() => sqlIdentifier(name)).toThrow(RangeError);
  expect(sqlIdentifier("é".repeat(31))).toHaveLength(33);
});

test("a literal ends where it is closed and nowhere before", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("'", "\\", '"', "-", "a", "\n", "$") }), (text) => {
      const literal = sqlLiteral(text).trimStart();
      // As the server reads it: quotes in pairs, and with E a backslash takes what follows.
      const escapes = literal.startsWith("E");
      const inside = literal.slice(escapes ? 2 : 1, -1);
      const read = escapes
        ? inside.replace(/\\(.)|''/gs, (found, next: string) => (found === "''" ? "'" : next))
        : inside.replaceAll("''", "'");
      expect(inside).toMatch(escapes ? /^(?:[^'\\]|''|\\\\)*$/ : /^(?:[^'\\]|'')*$/);
      expect(read).toBe(text);
    }),
  );
});
