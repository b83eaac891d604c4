import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { emptyPolicies, subscribed } from "../helpers/policyFacts.ts";
import type { JudgedTenant } from "../../core/results/judgedTenant.ts";
import { waiversSchema, type Waiver } from "../../core/schema/waivers.ts";
import { enforcementOf } from "../../policies/enforcement.ts";
import type { Rule } from "../../core/policies/rule.ts";
import { noPublicSubnet } from "../../policies/rules/network/noPublicSubnet.ts";
import { matchesPattern } from "../../policies/waivers/pattern.ts";
import { maximumDays, waiverProblems } from "../../policies/waivers/waiverProblems.ts";
import { exceptionsOf } from "../../policies/weigh.ts";

const today = "2026-12-01";
const waiver = (told: Partial<Waiver> = {}): Waiver => ({
  rule: noPublicSubnet.id,
  tenant: "acme",
  resource: "aws:ec2/subnet:Subnet web-*",
  reason: "The old mail gateway moves in January",
  requester: "ops@acme.example",
  approver: "security@northwind.example",
  granted: "2026-11-15",
  expires: "2027-01-31",
  ...told,
});
const severe = (severity: Rule["severity"]): Rule => ({ ...noPublicSubnet, severity });
const problems = (told: Partial<Waiver>, severity: Rule["severity"] = "high"): string[] =>
  waiverProblems(waiver(told), severe(severity), today).map(({ rule, message }) => `${rule}: ${message}`);

describe("a waiver", () => {
  test("that is right counts", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ expires: today })).toEqual([]);
    expect(problems({ granted: today })).toEqual([]);
  });

  test.each([
    [
      "has expired",
      { expires: "2026-11-30" },
      ["waivers/expired: The waiver has expired on 2026-11-30. Mend what it waived, or have it granted anew."],
    ],
    [
      "does not count yet",
      { granted: "2026-12-02" },
      ["waivers/not-yet-granted: The waiver counts from 2026-12-02 on, and not before."],
    ],
    [
      "counts too long",
      { expires: "2027-02-14" },
      [
        "waivers/too-long: The waiver counts for 91 days, and for a rule of high severity it may for 90. Let it expire earlier.",
      ],
    ],
    [
      "is approved by who asked for it",
      { requester: "Security@Northwind.example" },
      ["waivers/self-approved: The waiver is approved by who asked for it. Somebody else has to approve it."],
    ],
  ] as const)("that %s does not", (_what, told, expected) => {
    expect(problems(told)).toEqual(expected);
  });

  test.each([
    "*",
    "aws:ec2/subnet:*",
    "aws:ec2/*:Subnet web",
    "aws:ec2/subnet:Subnet *",
    "aws:ec2/subnet:Subnet",
    "* web",
  ])("of a severe rule for %s covers too much", (resource) => {
    const expected =
      "waivers/over-wide: The waiver of a rule of high severity covers resources of any type or name. Give the type in full and a part of the name, such as aws:s3/bucket:Bucket web-*.";
    expect(problems({ resource })).toEqual([expected]);
    expect(problems({ resource }, "medium")).toEqual([]);
  });

  test("may count for as long as its rule's severity lets it, and not a day longer", () => {
    for (const [severity, days] of Object.entries(maximumDays) as [Rule["severity"], number][]) {
      const expires = (count: number): string =>
        new Date(Date.parse("2026-11-15") + count * 86_400_000).toISOString().slice(0, 10);
      expect(problems({ expires: expires(days) }, severity)).toEqual([]);
      expect(problems({ expires: expires(days + 1) }, severity)).toEqual([expect.stringContaining("waivers/too-long")]);
    }
    expect(maximumDays).toEqual({ low: 365, medium: 180, high: 90, critical: 30 });
  });

  test("says everything that is wrong at once", () => {
    const told = { granted: "2025-01-01", expires: "2026-11-30", approver: "ops@acme.example", resource: "*" };
    expect(problems(told).map((problem) => problem.split(":")[0])).toEqual([
      "waivers/expired",
      "waivers/too-long",
      "waivers/self-approved",
      "waivers/over-wide",
    ]);
  });

  test("needs a reason, an approver and a last day that is not before the first", () => {
    const parse = (one: object): string[] =>
      waiversSchema
        .safeParse({ apiVersion: "tenantry.dev/v1", kind: "Waivers", spec: { waivers: [one] } })
        .error?.issues.map(({ path }) => path.slice(3).join(".")) ?? [];
    const rest = Object.fromEntries(
      Object.entries(waiver()).filter(([key]) => !["reason", "approver", "expires"].includes(key)),
    );
    expect(parse(waiver())).toEqual([]);
    expect(parse(rest)).toEqual(["reason", "approver", "expires"]);
    expect(parse(waiver({ expires: "2026-11-14" }))).toEqual(["expires"]);
  });
});

describe("a pattern", () => {
  test.each([
    ["web", "web", true],
    ["web", "webs", false],
    ["web-*", "web-", true],
    ["*-a", "web-a", true],
    ["a*a", "a", false],
    ["a*a", "aa", true],
    ["a*b*c", "a-c-b-c", true],
    ["a*b*c", "acb", false],
    ["w.b", "web", false],
    ["*", "", true],
    ["", "x", false],
  ])("%s and %s: %s", (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  test("means what the same regular expression means", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", ".", " "), maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        const escaped = pattern.split("*").map((part) => part.replaceAll(".", "\\."));
        expect(matchesPattern(pattern, text)).toBe(new RegExp(`^${escaped.join(".*")}$`, "s").test(text));
      }),
    );
  });
});

describe("enforcement", () => {
  const general = subscribed("general", "iaas/starter", "paas/premium");
  const reason = "We look at it in January";
  const levels = (...enforcement: Parameters<typeof enforcementOf>[2]["enforcement"]) =>
    enforcementOf({ id: "a/b" }, general, { enforcement, settings: {} }).level;

  test("is mandatory where nothing is said, and by the last entry that fits where something is", () => {
    expect(levels()).toBe("mandatory");
    expect(levels({ rule: "a/c", level: "advisory", reason })).toBe("mandatory");
    expect(levels({ rule: "a/b", level: "advisory", reason })).toBe("advisory");
    expect(levels({ rule: "a/b", level: "disabled", reason }, { rule: "a/b", level: "mandatory" })).toBe("mandatory");
    expect(levels({ rule: "a/b", level: "advisory", reason, rings: ["early"] })).toBe("mandatory");
    expect(levels({ rule: "a/b", level: "advisory", reason, rings: ["early", "general"] })).toBe("advisory");
  });

  test("of a rule that only tells is advisory where nothing is said", () => {
    const telling = { id: "a/b", level: "advisory" } as const;
    expect(enforcementOf(telling, general, { enforcement: [], settings: {} }).level).toBe("advisory");
    const strict = { enforcement: [{ rule: "a/b", level: "mandatory" as const }], settings: {} };
    expect(enforcementOf(telling, general, strict).level).toBe("mandatory");
  });

  test("by tier fits tenants whose every subscription to its services is of one of the tiers", () => {
    const tiers = (...names: string[]) => ({
      rule: "a/b",
      level: "advisory" as const,
      reason,
      tiers: names.map((name) => ({ service: name.split("/")[0] ?? "", name: name.split("/")[1] ?? "" })),
    });
    expect(levels(tiers("iaas/starter"))).toBe("advisory");
    expect(levels(tiers("iaas/standard"))).toBe("mandatory");
    expect(levels(tiers("saas/starter"))).toBe("mandatory");
    expect(levels(tiers("iaas/starter", "paas/standard"))).toBe("mandatory");
    expect(levels(tiers("iaas/starter", "paas/premium"))).toBe("advisory");
    const two = subscribed("general", "iaas/starter", "iaas/standard");
    expect(enforcementOf({ id: "a/b" }, two, { enforcement: [tiers("iaas/starter")], settings: {} }).level).toBe(
      "mandatory",
    );
    expect(enforcementOf({ id: "a/b" }, undefined, { enforcement: [tiers("iaas/starter")], settings: {} }).level).toBe(
      "mandatory",
    );
  });
});

describe("weighing", () => {
  const judged: JudgedTenant = {
    tenant: "acme",
    digest: "0".repeat(64),
    resources: ["db-a", "web-a", "web-b"].map((name) => ({ type: "aws:ec2/subnet:Subnet", name, urn: name })),
    results: [
      {
        rule: noPublicSubnet.id,
        passed: [],
        notApplicable: [],
        unknown: [],
        failed: [0, 1, 2].map((resource) => ({ resource, message: "m" })),
      },
      { rule: "test/nothing", passed: [], notApplicable: [0], unknown: [], failed: [] },
    ],
  };
  const acme = subscribed("general", "iaas/starter");
  const other = { ...noPublicSubnet, id: "test/nothing" };
  const weigh = (waivers: readonly Waiver[], policies = emptyPolicies) => {
    const exceptions = exceptionsOf([noPublicSubnet, other], policies, waivers, today);
    const { results, disabled } = exceptions.weigh(judged, acme);
    const failed = results.flatMap((result) => result.failed.map(({ waiver: by }) => by));
    const told = exceptions.waivers().map(({ covers, problems: own }) => [covers, own.map(({ rule }) => rule)]);
    return { results, failed, disabled, told };
  };

  test("waives what a waiver covers, and leaves it to be seen", () => {
    expect(weigh([waiver()])).toMatchObject({ failed: [undefined, 0, 0], told: [[2, []]] });
  });

  test("a waiver that does not count waives nothing, and says why", () => {
    expect(weigh([waiver({ expires: "2026-11-30" })])).toMatchObject({
      failed: [undefined, undefined, undefined],
      told: [[0, ["waivers/expired"]]],
    });
  });

  test("a waiver that covers nothing says so", () => {
    expect(weigh([waiver({ resource: "aws:ec2/subnet:Subnet mail-*" })]).told).toEqual([[0, ["waivers/unused"]]]);
    expect(weigh([waiver({ tenant: "globex" })]).told).toEqual([[0, ["waivers/unused"]]]);
    expect(weigh([waiver(), waiver()]).told).toEqual([
      [2, []],
      [0, ["waivers/unused"]],
    ]);
  });

  test("rules that had nothing to judge have no result, and disabled ones are told with their reason", () => {
    expect(weigh([]).results.map(({ rule, enforcement }) => [rule, enforcement])).toEqual([
      [noPublicSubnet.id, "mandatory"],
    ]);
    const reason = "We look at it in January";
    const entry = { rule: noPublicSubnet.id, reason };
    const off = weigh([waiver()], { enforcement: [{ ...entry, level: "disabled" }], settings: {} });
    expect(off).toMatchObject({
      results: [],
      disabled: [{ rule: noPublicSubnet.id, reason }],
      told: [[0, ["waivers/unused"]]],
    });
    const told = weigh([], { enforcement: [{ ...entry, level: "advisory" }], settings: {} });
    expect(told.results.map(({ enforcement }) => enforcement)).toEqual(["advisory"]);
  });
});
