import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import type { RuleResult } from "../../../../core/results/evidence.ts";
import { evidence as evidenceSchema } from "../../../../core/results/evidence.ts";
import { digestOf } from "../../../../reports/audit/json.ts";
import { fails, type Outcome, outcomeOf, outcomes, postureOf } from "../../../../reports/audit/posture.ts";
import { changeOf, entryOf, previousOf, signed } from "../../../../reports/audit/trend.ts";
import { exampleEvidence, hostileEvidence, largeEvidence } from "../../../helpers/evidence.ts";

const totals = (some: Partial<Record<Outcome, number>>) => ({
  passed: 0,
  failed: 0,
  waived: 0,
  notApplicable: 0,
  unknown: 0,
  disabled: 0,
  ...some,
});

test("what the tests take for evidence is evidence", () => {
  for (const evidence of [exampleEvidence(), hostileEvidence(), largeEvidence(3)]) {
    expect(evidenceSchema.parse(evidence)).toEqual(evidence);
  }
});

describe("a rule's outcome for a tenant", () => {
  const failed = { resource: 0, message: "x should be y." };
  const waived = { ...failed, waiver: 0 };
  test.each<[Outcome, Partial<RuleResult>]>([
    ["failed", { failed: [failed] }],
    ["failed", { failed: [waived, failed], passed: [1], unknown: [2] }],
    ["failed", { failed: [failed], enforcement: "advisory" }],
    ["waived", { failed: [waived], passed: [1], unknown: [2] }],
    ["unknown", { passed: [1], unknown: [2] }],
    ["passed", { passed: [1] }],
    ["notApplicable", {}],
  ])("is %s of %j", (outcome, result) => {
    expect(outcomeOf({ rule: "a/b", enforcement: "mandatory", passed: [], unknown: [], failed: [], ...result })).toBe(
      outcome,
    );
  });
});

describe("the posture of the example", () => {
  const posture = postureOf(exampleEvidence());

  test("counts the rules of each tenant", () => {
    expect(posture.tenants.map(({ tenant, rules }) => [tenant.tenant, ...rules])).toEqual([
      ["acme", "notApplicable", "failed", "passed", "failed", "failed"],
      ["globex", "notApplicable", "passed", "unknown", "notApplicable", "waived"],
      ["hooli", "passed", "notApplicable", "notApplicable", "notApplicable", "disabled"],
      ["initech", "unknown", "unknown", "unknown", "unknown", "unknown"],
      ["umbrella", "notApplicable", "notApplicable", "passed", "passed", "passed"],
    ]);
    expect(posture.tenants[0]?.totals).toEqual(totals({ failed: 3, passed: 1, notApplicable: 1 }));
    expect(posture.totals).toEqual(
      totals({ failed: 3, waived: 1, unknown: 6, passed: 6, disabled: 1, notApplicable: 8 }),
    );
  });

  test("gives a control the outcome of the worst of its rules", () => {
    expect(posture.tenants.map(({ frameworks }) => frameworks.map(({ controls }) => controls))).toEqual([
      [
        ["failed", "failed"],
        ["failed", "notApplicable", "failed"],
      ],
      [
        ["waived", "notApplicable"],
        ["passed", "notApplicable", "waived"],
      ],
      [
        ["disabled", "notApplicable"],
        ["notApplicable", "passed", "disabled"],
      ],
      [
        ["unknown", "unknown"],
        ["unknown", "unknown", "unknown"],
      ],
      [
        ["passed", "passed"],
        ["passed", "notApplicable", "passed"],
      ],
    ]);
  });

  test("counts tenants by control, by framework and by rule", () => {
    expect(posture.frameworks[0]).toEqual({
      id: "cis-aws-foundations",
      totals: totals({ failed: 2, waived: 1, unknown: 2, passed: 2, disabled: 1, notApplicable: 2 }),
      controls: [
        totals({ failed: 1, waived: 1, unknown: 1, passed: 1, disabled: 1 }),
        totals({ failed: 1, unknown: 1, passed: 1, notApplicable: 2 }),
      ],
    });
    expect(posture.rules[1]).toEqual(totals({ failed: 1, passed: 1, unknown: 1, notApplicable: 2 }));
  });

  test("fails who has something failed, and who could not be judged", () => {
    expect(posture.tenants.filter(fails).map(({ tenant }) => tenant.tenant)).toEqual(["acme", "initech"]);
  });
});

test("every pair is counted once, whatever the results", () => {
  const indexes = fc.array(fc.nat(3));
  const failure = fc.record(
    { resource: fc.nat(3), message: fc.constant("x should be y."), waiver: fc.constantFrom(0, 1) },
    { requiredKeys: ["resource", "message"] },
  );
  const results = fc.array(fc.record({ passed: indexes, unknown: indexes, failed: fc.array(failure) }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(fc.array(results, { maxLength: 4 }), (all) => {
      const example = exampleEvidence();
      const tenants = all.map((some, index) => ({
        displayName: "",
        ring: "general",
        tiers: [],
        digest: "0".repeat(64),
        resources: [],
        disabled: [],
        tenant: String(index),
        results: some.map((one, at) => ({
          ...one,
          rule: example.rules[at]?.id ?? "",
          enforcement: "mandatory" as const,
        })),
      }));
      const posture = postureOf({ ...example, tenants });
      const sum = (counts: Readonly<Record<Outcome, number>>): number =>
        outcomes.reduce((whole, outcome) => whole + counts[outcome], 0);
      expect(sum(posture.totals)).toBe(tenants.length * 5);
      expect(posture.rules.map(sum)).toEqual(Array.from({ length: 5 }, () => tenants.length));
      expect(posture.frameworks.map((framework) => sum(framework.totals))).toEqual([
        2 * tenants.length,
        3 * tenants.length,
      ]);
      for (const outcome of outcomes) {
        expect(posture.rules.reduce((whole, one) => whole + one[outcome], 0)).toBe(posture.totals[outcome]);
      }
    }),
  );
});

describe("the trend", () => {
  test("takes from a report what the next has to know of it", () => {
    const evidence = exampleEvidence();
    const previous = previousOf(evidence);
    expect(previous).toMatchObject({
      time: "2026-11-26T08:00:00Z",
      digest: digestOf(evidence),
      totals: postureOf(evidence).totals,
      tenants: { acme: totals({ failed: 3, passed: 1, notApplicable: 1 }) },
    });
    expect(Object.keys(previous.tenants)).toEqual(["acme", "globex", "hooli", "initech", "umbrella"]);
    expect(Object.keys(previous.frameworks)).toEqual(["cis-aws-foundations", "iso-27001"]);
    expect(evidenceSchema.parse({ ...evidence, previous }).previous).toEqual(previous);
  });

  test("knows hostile names apart", () => {
    const previous = previousOf(hostileEvidence());
    expect(entryOf(previous.tenants, "constructor26")).toEqual(
      totals({ failed: 1, waived: 1, disabled: 1, notApplicable: 2 }),
    );
    expect(entryOf(previous.tenants, "constructor")).toBeUndefined();
    expect(entryOf(previous.tenants, "__proto__")).toBeUndefined();
  });

  test("is the difference, with its sign", () => {
    const change = changeOf(totals({ failed: 1, passed: 5 }), totals({ failed: 3, passed: 2 }));
    expect(change).toEqual(totals({ failed: -2, passed: 3 }));
    expect(changeOf(totals({}), undefined)).toBeUndefined();
    expect([signed(-2), signed(3), signed(0)]).toEqual(["-2", "+3", "±0"]);
  });
});
