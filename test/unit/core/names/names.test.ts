import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { nameRules, physicalName } from "../../../../core/names/names.ts";

const identifier = fc.stringMatching(/^[a-z](-?[a-z0-9]){0,18}$/);
const parts = fc.array(identifier, { minLength: 1, maxLength: 5 });
const rules = Object.entries(nameRules);

/** One text of letters and hyphens, cut into parts in two ways: what a plain join cannot tell apart. */
const twoSplits = fc
  .tuple(
    fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 3, maxLength: 8 }),
    fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  )
  .map(([words, first, second]) => [split(words, first), split(words, second)] as const);

function split(words: readonly string[], cuts: readonly boolean[]): string[] {
  return words
    .reduce((text, word, index) => (index === 0 ? word : `${text}${cuts[index - 1] === true ? "/" : "-"}${word}`), "")
    .split("/");
}

describe.each(rules)("physicalName for %s", (_name, rule) => {
  const distinct = (a: readonly string[], b: readonly string[]): void => {
    fc.pre(a.join("/") !== b.join("/"));
    expect(physicalName(rule, a)).not.toBe(physicalName(rule, b));
  };

  test("gives distinct names for distinct lists", () => {
    fc.assert(fc.property(parts, parts, distinct));
  });

  test("gives distinct names for two splits of one text, shortened ones too", () => {
    fc.assert(
      fc.property(twoSplits, ([a, b]) => {
        distinct(a, b);
      }),
    );
  });

  test("stays within the length, the characters and the endings of the target", () => {
    fc.assert(
      fc.property(parts, (list) => {
        const name = physicalName(rule, list);
        expect(name.length).toBeLessThanOrEqual(rule.maximumLength);
        expect(name).toMatch(/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/);
        expect(rule.reservedEndings.filter((ending) => name.endsWith(ending))).toEqual([]);
      }),
    );
  });
});

describe("physicalName", () => {
  test("joins by two hyphens, so that own hyphens cannot be mistaken (C2)", () => {
    expect(physicalName(nameRules.kubernetesNamespace, ["a-b", "c"])).toBe("a-b--c");
    expect(physicalName(nameRules.kubernetesNamespace, ["a", "b-c"])).toBe("a--b-c");
  });

  test("keeps a name of just the longest length and shortens one more", () => {
    const longest = ["a".repeat(30), "b".repeat(31)];
    expect(physicalName(nameRules.s3Bucket, longest)).toBe(`${"a".repeat(30)}--${"b".repeat(31)}`);
    expect(physicalName(nameRules.s3Bucket, ["a".repeat(30), "b".repeat(32)])).toMatch(/^a{30}--b{16}---[a-z2-7]{12}$/);
  });

  test.each(["x-s3", "ol-s3", "table-s3"])("does not end as S3 reserves: %s", (last) => {
    expect(physicalName(nameRules.s3Bucket, ["acme", last])).toMatch(new RegExp(`^acme--${last}---[a-z2-7]{12}$`));
  });

  test.each(["", "A", "a--b", "a-", "-a", "a_b", "é"])("refuses the part %j", (part) => {
    expect(() => physicalName(nameRules.s3Bucket, ["acme", part])).toThrow(
      new RangeError(`"${part}" cannot be part of a S3 bucket name`),
    );
  });
});
