import { expect, test } from "@jest/globals";
import * as sdk from "@pulumi/policy";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { frameworks } from "../../core/policies/frameworks.ts";
import { loadRules } from "../../policies/rules/index.ts";
import { packVersion } from "../../policies/packVersion.ts";
import { packFacts } from "../../policies/pack/packFacts.ts";
import { toPolicies } from "../../policies/pack/toPolicy.ts";
import type { Rule } from "../../core/policies/rule.ts";
import { rules } from "../helpers/allRules.ts";
import { noPublicSubnet } from "../../policies/rules/network/noPublicSubnet.ts";
import { finding } from "../../core/results/finding.ts";
import { root } from "../helpers/cli.ts";
import { evaluateRules, resource } from "../helpers/judge.ts";

/** What the SDK throws where a rule touches a value that a preview cannot know; its types leave it out. */
const { UnknownValueError } = sdk as unknown as { UnknownValueError: new (sentinel: string, path: string[]) => Error };
/** The SDK's mark of an unknown string. */
const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const subnet = resource("aws:ec2/subnet:Subnet", "web", { mapPublicIpOnLaunch: true });
const throwing: Rule = {
  ...noPublicSubnet,
  id: "test/throws",
  check() {
    throw new RangeError("the secret is hunter2");
  },
};
const failure = "The rule should be able to judge this resource, and failed with RangeError.";

/** What the pack knows where there is no estate. */
const facts = packFacts(rules, undefined, "2026-12-01");

test("every rule becomes a policy of its own that stops a deployment, and one that only tells another that does", () => {
  const policies = rules.flatMap((rule) => toPolicies(rule, facts));
  expect(policies.map(({ name, enforcementLevel, severity }) => [name, enforcementLevel, severity])).toEqual(
    rules.flatMap(({ id, severity, level }) => [
      [id, "mandatory", severity],
      ...(level === "advisory" ? [[`${id}:told`, "advisory", severity]] : []),
    ]),
  );
  expect(facts.fateOf("upkeep/ending-versions", "acme", "")).toBe("told");
  expect(facts.fateOf("upkeep/supported-versions", "acme", "")).toBe("stops");
  expect(rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).toSorted());
});

test("the rules of the tests are those that are loaded, each id once", async () => {
  expect(await loadRules()).toEqual(rules);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

test.each(rules.map((rule) => [rule.id, rule] as const))("%s runs where it can see what it looks at", (_id, rule) => {
  expect(Object.keys(toPolicies(rule, facts)[0] ?? {})).toContain(
    rule.looksAt === "resource" ? "validateResource" : "validateStack",
  );
});

/** What a rule's policy says of the subnet, and last why it does not apply if it says so. */
const validate = async (rule: Rule): Promise<string[]> => {
  const [policy] = toPolicies(rule, facts);
  if (policy === undefined) throw new Error("no policy");
  const reported: string[] = [];
  const report = (message: string): unknown => reported.push(message);
  const judged = { ...subnet, props: subnet.inputs, opts: {} };
  const notApplicable = (reason: string): never => {
    reported.push(reason);
    throw new Error(reason);
  };
  try {
    if ("validateResource" in policy && typeof policy.validateResource === "function") {
      await policy.validateResource({ ...judged, notApplicable } as unknown as sdk.ResourceValidationArgs, report);
    } else if ("validateStack" in policy) {
      await policy.validateStack({ resources: [judged], notApplicable } as unknown as sdk.StackValidationArgs, report);
    }
  } catch (error) {
    if (!(error instanceof Error && error.message === reported.at(-1))) throw error;
  }
  return reported;
};

test("the policy reports what the rule says", async () => {
  expect(await validate(noPublicSubnet)).toEqual(["mapPublicIpOnLaunch should be false."]);
});

test("a rule that throws is a violation and stops neither the engine nor another rule", async () => {
  expect(await validate(throwing)).toEqual([failure]);
  const findings = evaluateRules([throwing, noPublicSubnet], { name: "acme", resources: [subnet] });
  expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
    ["network/no-public-subnet", "mapPublicIpOnLaunch should be false."],
    ["test/throws", failure],
  ]);
  for (const found of findings) expect(finding.parse(found)).toEqual(found);
});

test("a value that is not known yet is no verdict, and the other resources have theirs", async () => {
  const waiting: Rule = {
    ...noPublicSubnet,
    check({ name }) {
      if (name === "web") throw new UnknownValueError(unknownString, ["vpcId"]);
      return [{ message: "It should not." }];
    },
  };
  for (const rule of [waiting, { ...waiting, looksAt: "stack" } as const]) {
    expect(await validate(rule)).toEqual(["not applicable until known"]);
    expect(evaluateRules([rule], { name: "acme", resources: [subnet, { ...subnet, name: "db" }] })).toEqual([
      expect.objectContaining({ resource: "aws:ec2/subnet:Subnet db", message: "It should not." }),
    ]);
  }
});

test("findings are the same whatever the order of rules and resources", () => {
  const resources = ["c", "a", "b"].map((name) => ({ ...subnet, name }));
  expect(evaluateRules(rules.toReversed(), { name: "acme", resources: resources.toReversed() })).toEqual(
    evaluateRules(rules, { name: "acme", resources }),
  );
});

test("the rules of the tests are those that are loaded, each id once", async () => {
  expect(await loadRules()).toEqual(rules);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

test.each(rules.map((rule) => [rule.id, rule] as const))("%s names controls that its frameworks have", (_id, rule) => {
  // What a provider earns is no control of theirs.
  expect(rule.controls.length > 0).toBe(!rule.id.startsWith("money/"));
  for (const { framework, control } of rule.controls) {
    const known = frameworks.find(({ id }) => id === framework);
    expect(Object.keys(known?.controls ?? {})).toContain(control);
  }
});

test("frameworks list the controls that some rule is evidence for, and no other", () => {
  for (const { id, controls } of frameworks) {
    const named = rules.flatMap((rule) => rule.controls.filter(({ framework }) => framework === id));
    expect(Object.keys(controls).toSorted()).toEqual([...new Set(named.map(({ control }) => control))].toSorted());
  }
});

test("the pack's version is that of its package", () => {
  const manifest = JSON.parse(readFileSync(join(root, "policies/package.json"), "utf8")) as {
    readonly version: string;
  };
  expect(packVersion).toBe(manifest.version);
});
