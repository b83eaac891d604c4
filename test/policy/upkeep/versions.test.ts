import { describe, expect, test } from "@jest/globals";

import type { Lifecycle } from "../../../core/schema/lifecycles.ts";
import { versionStandings } from "../../../core/upkeep/versionStandings.ts";
import { endingVersions } from "../../../policies/rules/upkeep/endingVersions.ts";
import { supportedVersions } from "../../../policies/rules/upkeep/supportedVersions.ts";
import { rules } from "../../helpers/allRules.ts";
import { settingsOf } from "../../../policies/settings.ts";
import { judgeStack } from "../../../policies/evaluate.ts";
import { emptyPolicies } from "../../helpers/policyFacts.ts";
import { resource } from "../../helpers/judge.ts";

const life = (product: Lifecycle["product"], version: string, endOfSupport: string): Lifecycle => ({
  ...{ product, version, endOfSupport },
  ...{ released: "2020-01-01", source: "https://vendor.example/versions" },
});

const lifecycles = [
  life("rds-postgres", "16", "2026-11-25"),
  life("rds-mysql", "8.4", "2027-02-24"),
  life("postgresql", "17", "2027-02-25"),
  life("amazon-linux", "2023", "2026-11-26"),
  life("machine-image", "ami-0123456789abcdef0", "2020-12-31"),
];

const today = "2026-11-26";

/** What both rules say of a resource on a day, by an estate's settings. */
function verdicts(type: string, inputs: Record<string, unknown>, policies = emptyPolicies): Record<string, string> {
  const settings = settingsOf(rules, { policies, jurisdictions: {} }, { lifecycles, today });
  const judged = judgeStack([endingVersions, supportedVersions], {
    name: "acme",
    resources: [resource(type, "x", inputs)],
    settings,
  });
  return Object.fromEntries(
    judged.map(({ rule, answer }) => [
      rule.id.replace("upkeep/", ""),
      typeof answer === "string" ? answer : answer.length === 0 ? "passed" : (answer[0]?.message ?? ""),
    ]),
  );
}

const database = "aws:rds/instance:Instance";
const cluster = "kubernetes:postgresql.cnpg.io/v1:Cluster";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const ssm = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
const image = "ghcr.io/cloudnative-pg/postgresql:17.11-202608310816-standard-trixie@sha256:0eea5ac8";

const ended = (property: string) => ({
  "supported-versions": `${property} should be of a version that is supported.`,
  "ending-versions": "not-applicable",
});
const ending = (property: string) => ({
  "supported-versions": "passed",
  "ending-versions": `${property} should be of a version that is supported for longer.`,
});
const supported = { "supported-versions": "passed", "ending-versions": "passed" };
const unknown = { "supported-versions": "not-applicable", "ending-versions": "not-applicable" };

describe("a version", () => {
  test.each<[string, string, Record<string, unknown>, object]>([
    ["whose support has ended", database, { engine: "postgres", engineVersion: "16" }, ended("engineVersion")],
    [
      "as a state has it, with the minor one",
      database,
      { engine: "postgres", engineVersion: "16.4" },
      ended("engineVersion"),
    ],
    ["whose support ends in 90 days", database, { engine: "mysql", engineVersion: "8.4.9" }, ending("engineVersion")],
    ["whose support ends in 91 days", cluster, { spec: { imageName: image } }, supported],
    ["whose last day is today", template, { imageId: ssm }, ending("imageId")],
    ["that is an image of one's own", template, { imageId: "ami-0123456789abcdef0" }, ended("imageId")],
    ["that nobody has written down", database, { engine: "postgres", engineVersion: "17" }, unknown],
    ["of an engine that nobody knows", database, { engine: "toString", engineVersion: "1" }, unknown],
    ["that is not text", database, { engine: ["postgres"], engineVersion: { 16: 1 } }, unknown],
    ["that is missing", cluster, { spec: { imageName: "registry:5000/postgresql" } }, unknown],
    ["of a prototype", template, { imageId: "ami-constructor" }, unknown],
  ])("%s", (_name, type, inputs, expected) => {
    expect(verdicts(type, inputs)).toEqual(expected);
  });

  test("ends as early as the estate says, and is where the estate puts it", () => {
    const inputs = { spec: { imageName: image } };
    const sooner = { enforcement: [], settings: { "upkeep/ending-versions": { days: 91 } } };
    expect(verdicts(cluster, inputs, sooner)).toEqual(ending("spec.imageName"));
    const own = { versions: { postgresql: { 17: "ended" } } };
    const set = { enforcement: [], settings: { "upkeep/supported-versions": own, "upkeep/ending-versions": own } };
    expect(verdicts(cluster, inputs, set)).toEqual(ended("spec.imageName"));
  });
});

test("where versions are stays the same from day to day, so that what was judged by it stays right", () => {
  const on = (day: string) => JSON.stringify(versionStandings([life("kubernetes", "1.36", "2027-06-28")], day, 90));
  expect(on("2026-11-26")).toBe(on("2027-03-29"));
  expect(on("2027-03-30")).toBe('{"kubernetes":{"1.36":"ending"}}');
  expect(on("2027-06-28")).toBe(on("2027-03-30"));
  expect(on("2027-06-29")).toBe('{"kubernetes":{"1.36":"ended"}}');
});
