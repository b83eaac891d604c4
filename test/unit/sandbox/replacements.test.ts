import { describe, expect, test } from "@jest/globals";

import { unknownValue } from "../../../core/diff/providerRules.ts";
import { isUnknownInPreview, movesTarget, providerDifference } from "../../../sandbox/replacements.ts";

const aws = { region: "eu-central-1", allowedAccountIds: '["111122223333"]' };
const kubernetes = { context: "one" };

/** What changes, in a text each; replacements have a sign before. */
function changes(
  type: string,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  providers: readonly [Record<string, unknown>, Record<string, unknown>] = type.startsWith("aws")
    ? [aws, aws]
    : [kubernetes, kubernetes],
): string[] | undefined {
  const given = (inputs: Record<string, unknown>, provider: Record<string, unknown>) => ({
    name: "it",
    inputs,
    provider,
  });
  const difference = providerDifference(type, given(before, providers[0]), given(after, providers[1]));
  return difference?.changes.map(({ path, replaces }) => `${replaces ? "±" : "~"}${path}`);
}

const vpc = "aws:ec2/vpc:Vpc";
const deployment = "kubernetes:apps/v1:Deployment";

describe("AWS", () => {
  test.each([
    ["a range", { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.1.0.0/16" }, ["±cidrBlock"]],
    ["what is not known yet", { cidrBlock: "10.0.0.0/16" }, { cidrBlock: unknownValue }, ["±cidrBlock"]],
    [
      "tags",
      { cidrBlock: "10.0.0.0/16", tags: { a: "1", b: "1" } },
      { cidrBlock: "10.0.0.0/16", tags: { a: "2" } },
      ["~tags.a", "~tags.b"],
    ],
    ["a default", { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.0.0.0/16", enableDnsSupport: true }, []],
    [
      "what AWS chooses where it is absent",
      { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true },
      { cidrBlock: "10.0.0.0/16" },
      [],
    ],
  ])("%s of a VPC", (_what, before, after, expected) => {
    expect(changes(vpc, before, after)).toEqual(expected);
  });

  test("default tags of the provider are the resource's own", () => {
    const tagged = { ...aws, defaultTags: JSON.stringify({ tags: { owner: "us" } }) };
    expect(changes(vpc, { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.0.0.0/16" }, [aws, tagged])).toEqual(["~tags"]);
  });

  test("another region replaces what is in one, and nothing that belongs to the account", () => {
    const other = { ...aws, region: "eu-west-1" };
    const role = { name: "role", assumeRolePolicy: "{}" };
    expect(changes(vpc, { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.0.0.0/16" }, [aws, other])).toEqual(["±region"]);
    expect(changes("aws:iam/role:Role", role, role, [aws, other])).toEqual([]);
  });

  test("a name that is taken has to be free first, and one that is made up has not", () => {
    const before = { name: "it", inputs: { name: "role", assumeRolePolicy: "{}", path: "/" }, provider: aws };
    const after = { ...before, inputs: { ...before.inputs, path: "/other/" } };
    expect(providerDifference("aws:iam/role:Role", before, after)?.deleteBeforeReplace).toBe(true);
    const nameless = { assumeRolePolicy: "{}", path: "/" };
    const made = { ...before, inputs: nameless };
    expect(
      providerDifference("aws:iam/role:Role", made, { ...made, inputs: { ...nameless, path: "/other/" } })
        ?.deleteBeforeReplace,
    ).toBe(false);
  });

  test("a real account is a place as the sandbox's is", () => {
    const role = { region: "eu-central-1", assumeRoles: '[{"roleArn":"arn:aws:iam::444455556666:role/x"}]' };
    expect(movesTarget("aws", aws, { ...aws, region: "eu-west-1" })).toBe(false);
    expect(movesTarget("aws", aws, { ...aws, allowedAccountIds: '["444455556666"]' })).toBe(true);
    expect(movesTarget("aws", { ...aws, allowedAccountIds: '["444455556666"]' }, role)).toBe(false);
    expect(movesTarget("kubernetes", kubernetes, { context: "two" })).toBe(true);
    expect(movesTarget("other", { account: 1 }, { account: 2 })).toBe(false);
  });

  test("a preview does not know the version of a template that it would change, and knows its id", () => {
    const given = { name: "it", inputs: { name: "template" }, provider: aws };
    const type = "aws:ec2/launchTemplate:LaunchTemplate";
    const outputs = ["id", "arn", "latestVersion", "name"];
    expect(outputs.filter((output) => isUnknownInPreview(type, given, output, true))).toEqual([
      "id",
      "arn",
      "latestVersion",
    ]);
    expect(outputs.filter((output) => isUnknownInPreview(type, given, output, false))).toEqual(["latestVersion"]);
  });
});

describe("Kubernetes", () => {
  const metadata = { name: "it", namespace: "one" };
  const labelled = (app: string, image: string) => ({
    metadata,
    spec: { selector: { matchLabels: { app } }, template: { spec: { containers: [{ name: "it", image }] } } },
  });

  test.each([
    ["an image", labelled("a", "x:1"), labelled("a", "x:2"), ["~spec.template.spec.containers[0].image"]],
    ["a selector", labelled("a", "x:1"), labelled("b", "x:1"), ["±spec.selector.matchLabels.app"]],
    [
      "another namespace",
      labelled("a", "x:1"),
      { ...labelled("a", "x:1"), metadata: { ...metadata, namespace: "two" } },
      ["±metadata.namespace"],
    ],
    ["a label with a dot", { metadata }, { metadata: { ...metadata, labels: { "a.b/c": "d" } } }, ["~metadata.labels"]],
    ["what the provider fills in", { metadata }, { metadata, apiVersion: "apps/v1", kind: "Deployment" }, []],
  ])("%s of a Deployment", (_what, before, after, expected) => {
    expect(changes(deployment, before, after)).toEqual(expected);
  });
});

test("of a type that no table knows nothing is said", () => {
  expect(changes("aws:none/none:None", {}, { a: 1 })).toBeUndefined();
  expect(changes("tenantry:iaas:IaasBundle", {}, { a: 1 })).toBeUndefined();
  expect(isUnknownInPreview("aws:none/none:None", { name: "it", inputs: {}, provider: {} }, "x", false)).toBe(true);
});
