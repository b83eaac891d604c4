import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { nameRules, type NameRule } from "../../../../core/names/nameRules.ts";
import {
  commonBeginning,
  physicalName,
  wholeName,
  type ShorteningRule,
  type WholeRule,
} from "../../../../core/names/names.ts";
import { tenantSchema } from "../../../../core/schema/tenant.ts";

const identifier = fc.stringMatching(/^[a-z](-?[a-z0-9]){0,18}$/);
/** What a join is likeliest to get wrong: words of zeros, our own marks and what targets reserve. */
const awkward = fc.constantFrom(
  "a",
  "x",
  "x0",
  "x-0",
  "x-00-y",
  "x-000",
  "kube-a",
  "internal-a",
  "sg-a",
  // Reserved with the mark of a digest behind it alone.
  "xn",
  "kube",
  "internal",
  "sg",
  "a-bcdefg",
  "x-s3",
);
const parts = fc.array(fc.oneof(identifier, awkward), { minLength: 1, maxLength: 5 });
const rules = Object.entries<NameRule>(nameRules);
const shortening = rules.filter((entry): entry is [string, ShorteningRule] => entry[1].shortens);
const whole = rules.filter((entry): entry is [string, WholeRule] => !entry[1].shortens);

/** One text of letters, zeros and hyphens, cut into parts in two ways: what a plain join cannot tell apart. */
const twoSplits = fc
  .tuple(
    fc.array(fc.stringMatching(/^(?:[a-z]{1,12}|[a-z]0|0{1,3})$/), { minLength: 3, maxLength: 8 }),
    fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  )
  .map(([words, first, second]) => [split(words, first), split(words, second)] as const);

function split(words: readonly string[], cuts: readonly boolean[]): string[] {
  return words.reduce((text, word, index) => `${text}${cuts[index - 1] === true ? "/" : "-"}${word}`, "a").split("/");
}

function nameOf(rule: NameRule, list: readonly string[]): string | undefined {
  if (isShortening(rule)) return physicalName(rule, list);
  const result = wholeName(rule as WholeRule, list);
  return "name" in result ? result.name : undefined;
}

function isShortening(rule: NameRule): rule is ShorteningRule {
  return rule.shortens;
}

function expectFit(rule: NameRule, name: string): void {
  expect(name).toMatch(rule.pattern);
  expect(name.length).toBeGreaterThanOrEqual(rule.minimumLength);
  expect(name.length).toBeLessThanOrEqual(rule.maximumLength);
  expect(rule.reservedBeginnings.filter((beginning) => name.startsWith(beginning))).toEqual([]);
  expect(rule.reservedEndings.filter((ending) => ending.test(name))).toEqual([]);
}

describe.each(rules)("the rule %s", (_name, rule) => {
  const distinct = (a: readonly string[], b: readonly string[]): void => {
    fc.pre(a.join("/") !== b.join("/"));
    const [first, second] = [nameOf(rule, a), nameOf(rule, b)];
    fc.pre(first !== undefined || second !== undefined);
    expect(first).not.toBe(second);
  };

  test("gives distinct names for distinct lists (C2)", () => {
    fc.assert(fc.property(parts, parts, distinct));
  });

  test("gives distinct names for two splits of one text, shortened ones too (C2)", () => {
    fc.assert(
      fc.property(twoSplits, ([a, b]) => {
        distinct(a, b);
      }),
    );
  });

  test("gives names that the target takes", () => {
    fc.assert(
      fc.property(parts, (list) => {
        const name = nameOf(rule, list);
        if (name !== undefined) expectFit(rule, name);
      }),
    );
  });

  test("is one that the joins and digests can keep", () => {
    expect(rule.reservedBeginnings.every((beginning) => beginning.includes("-"))).toBe(true);
    if (rule.reservedBeginnings.length > 0) expect(rule.join).toBe("double-hyphen");
    if (!rule.shortens) expect([...rule.reservedBeginnings, ...rule.reservedEndings, rule.prefix]).toEqual([""]);
    expect(rule.reservedEndings.some((ending) => ending.test("a---abcdefghijkl"))).toBe(false);
  });
});

describe.each(shortening)("no computed name can be too long under %s (C1)", (_name, rule) => {
  test("whatever the identifiers, and a digest leaves room to recognise it by", () => {
    fc.assert(
      fc.property(fc.array(identifier, { minLength: 1, maxLength: 60 }), (list) => {
        expectFit(rule, physicalName(rule, list));
      }),
      { numRuns: 30 },
    );
    const longest = physicalName(
      rule,
      Array.from({ length: 60 }, () => "abcdefghijklmnopqrst"),
    );
    expect(longest.replace(rule.prefix, "")).toMatch(/^[a-z0/-]{12,}-[a-z2-7]{12}$/);
  });
});

describe.each(shortening)("the common beginning of names under %s", (_name, rule) => {
  // Long lists that differ at any place, so that names are cut before, at and after the difference.
  const long = fc.stringMatching(/^[a-z0]{1,20}(?:-[a-z0]{1,8}){0,2}$/).filter((text) => /^[a-z]/.test(text));
  const lists = fc.array(fc.oneof(awkward, long), { minLength: 2, maxLength: 4 });

  test("is that of every list which begins so, and of no other unless it says so", () => {
    fc.assert(
      fc.property(lists, lists, fc.nat({ max: 60 }), (list, others, padding) => {
        const first = `a${"b".repeat(padding)}`;
        const parts = [first, ...list.slice(0, -1)];
        const { beginning, own } = commonBeginning(rule, parts);
        expect(physicalName(rule, [first, ...list]).startsWith(beginning)).toBe(true);
        const other = [first, ...others];
        fc.pre(other.slice(0, parts.length).join("/") !== parts.join("/"));
        if (own) expect(physicalName(rule, other).startsWith(beginning)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

describe("commonBeginning", () => {
  test.each<[keyof typeof nameRules, string[], string, boolean]>([
    ["s3Bucket", ["northwind", "acme"], "northwind--acme--", true],
    ["rdsInstance", ["acme", "0"], "acme-0-000-0-", true],
    ["logGroup", ["acme", "web"], "/tenantry/acme/web/", true],
    ["loadBalancer", ["internal"], "x---internal--", true],
    ["s3Bucket", ["northwind", "a".repeat(34)], `northwind--${"a".repeat(34)}--`, true],
    ["s3Bucket", ["northwind", "a".repeat(35)], `northwind--${"a".repeat(35)}`, false],
    ["s3Bucket", ["northwind", "a".repeat(40)], `northwind--${"a".repeat(37)}`, false],
  ])("under %s of %j is %s, theirs alone: %s", (rule, parts, beginning, own) => {
    expect(commonBeginning(nameRules[rule] as ShorteningRule, parts)).toEqual({ beginning, own });
  });
});

describe.each(whole)("a name that must stay whole under %s (C1)", (_name, rule) => {
  test("is refused when it is too long: the name, its length, the limit and what to shorten", () => {
    expect(wholeName(rule, ["a".repeat(40), "b".repeat(30)])).toEqual({
      problem: {
        message: `The computed ${rule.subject} "${"a".repeat(40)}${rule.join === "single-hyphen" ? "-0-" : "--"}${"b".repeat(30)}" has ${rule.join === "single-hyphen" ? "73" : "72"} characters.`,
        allowed: "at most 63; it is used whole and never shortened",
        fix: `It is joined from "${"a".repeat(40)}", "${"b".repeat(30)}": shorten them by ${rule.join === "single-hyphen" ? "10" : "9"} characters in all.`,
      },
    });
    expect(wholeName(rule, ["a".repeat(63)])).toEqual({ name: "a".repeat(63) });
    expect(wholeName(rule, ["a".repeat(64)])).toMatchObject({
      problem: { fix: `It is joined from "${"a".repeat(64)}": shorten them by 1 character in all.` },
    });
  });
});

describe("physicalName", () => {
  test("joins by two hyphens, so that own hyphens cannot be mistaken (C2)", () => {
    expect(physicalName(nameRules.kubernetesNamespace, ["a-b", "c"])).toBe("a-b--c");
    expect(physicalName(nameRules.kubernetesNamespace, ["a", "b-c"])).toBe("a--b-c");
  });

  test("joins by -0- where two hyphens in a row are forbidden (C2)", () => {
    expect(physicalName(nameRules.rdsInstance, ["acme", "web", "db"])).toBe("acme-0-web-0-db");
    expect(physicalName(nameRules.rdsInstance, ["a-b", "c"])).toBe("a-b-0-c");
    expect(physicalName(nameRules.rdsInstance, ["a-0-b"])).toBe("a-000-b");
    expect(physicalName(nameRules.rdsInstance, ["a", "0", "b"])).toBe("a-0-000-0-b");
    expect(physicalName(nameRules.rdsInstance, ["a-00-b"])).toBe("a-0000-b");
  });

  test("joins by slashes where the target groups by them", () => {
    expect(physicalName(nameRules.logGroup, ["acme", "web"])).toBe("/tenantry/acme/web");
    expect(physicalName(nameRules.kmsAlias, ["acme", "web"])).toBe("alias/tenantry/acme/web");
  });

  test("keeps a name of just the longest length and shortens one more", () => {
    const longest = ["a".repeat(30), "b".repeat(31)];
    expect(physicalName(nameRules.s3Bucket, longest)).toBe(`${"a".repeat(30)}--${"b".repeat(31)}`);
    expect(physicalName(nameRules.s3Bucket, ["a".repeat(30), "b".repeat(32)])).toMatch(/^a{30}--b{16}---[a-z2-7]{12}$/);
    expect(physicalName(nameRules.rdsInstance, ["a".repeat(30), "b".repeat(31)])).toMatch(
      /^a{30}-0-b{14}-00-[a-z2-7]{12}$/,
    );
    expect(physicalName(nameRules.loadBalancer, ["northwind", "acme", "web", "app"])).toBe("northwind--acme--web--app");
  });

  test("makes a name longer that is too short", () => {
    expect(physicalName(nameRules.s3Bucket, ["a"])).toMatch(/^a---[a-z2-7]{12}$/);
  });

  test("does not begin as S3 reserves where a digest makes it so", () => {
    expect(physicalName(nameRules.s3Bucket, ["xn"])).toBe("x---xn---zzecpbrjyset");
  });

  test.each(["x-s3", "ol-s3", "table-s3"])("does not end as S3 reserves: %s", (last) => {
    expect(physicalName(nameRules.s3Bucket, ["acme", last])).toMatch(new RegExp(`^acme--${last}---[a-z2-7]{12}$`));
  });

  test("does not end as Secrets Manager ends its ARNs", () => {
    expect(physicalName(nameRules.secret, ["acme", "tokens"])).toMatch(/^acme--tokens---[a-z2-7]{12}$/);
  });

  test("does not begin as the target reserves", () => {
    expect(physicalName(nameRules.kubernetesNamespace, ["kube-system", "apps"])).toBe("x---kube-system--apps");
    expect(physicalName(nameRules.kubernetesNamespace, ["kube", "apps"])).toBe("x---kube--apps");
    expect(physicalName(nameRules.loadBalancer, ["internal", "web"])).toBe("x---internal--web");
    expect(physicalName(nameRules.securityGroup, ["sg", "web"])).toBe("x---sg--web");
  });

  test.each(["", "A", "a--b", "a-", "-a", "a_b", "é"])("refuses the part %j", (part) => {
    expect(() => physicalName(nameRules.s3Bucket, ["acme", part])).toThrow(
      new RangeError(`"${part}" cannot be part of a S3 bucket name`),
    );
  });

  test("refuses a name that would begin with a digit", () => {
    expect(() => physicalName(nameRules.rdsInstance, ["1a"])).toThrow(RangeError);
    expect(physicalName(nameRules.rdsInstance, ["a", "1"])).toBe("a-0-1");
  });
});

test("the longest id and names that a manifest takes are label values whole (C1)", () => {
  const { id } = tenantSchema.shape.metadata.shape;
  const { name, service } = tenantSchema.shape.spec.shape.subscriptions.element.shape;
  const longest = [id, name, service].map((schema) => {
    const length = Array.from({ length: 100 }, (_, index) => index + 1).findLast(
      (candidate) => schema.safeParse("a".repeat(candidate)).success,
    );
    return "a".repeat(length ?? 0);
  });
  expect(longest.map((text) => text.length)).toEqual([40, 30, 20]);
  for (const text of longest) expect(wholeName(nameRules.kubernetesLabelValue, [text])).toEqual({ name: text });
});
