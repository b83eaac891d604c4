import { expect, test } from "@jest/globals";

import { commonChanges, nameWithin } from "../../../../core/diff/commonChanges.ts";
import { summarise } from "../../../../core/diff/summarise.ts";
import type { PredictedStep, TenantDiff } from "../../../../core/results/fleetDiff.ts";

const step = (op: PredictedStep["op"], name: string, more: Partial<PredictedStep> = {}): PredictedStep => ({
  op,
  urn: `urn:${name}`,
  type: "aws:s3/bucket:Bucket",
  name,
  paths: [],
  causes: [],
  refused: false,
  retained: false,
  ...more,
});
const diff = (
  tenant: string,
  steps: readonly PredictedStep[],
  change: TenantDiff["change"] = "changed",
): TenantDiff => ({
  tenant,
  change,
  steps: [...steps],
});

test("one change of many tenants is one, whatever their subscriptions are called", () => {
  const tenants = Array.from({ length: 800 }, (_, index) =>
    diff(`t${String(index).padStart(3, "0")}`, [
      step("update", `s${String(index)}--assets`, { paths: ["tags.tier"] }),
      ...(index % 2 === 0
        ? [step("update", `s${String(index)}`, { type: "aws:ec2/vpc:Vpc", paths: ["tags.tier"] })]
        : []),
    ]),
  );
  const changes = commonChanges(tenants, (tenant) => [`s${String(Number(tenant.slice(1)))}`]);
  expect(changes).toEqual([
    {
      op: "update",
      paths: ["tags.tier"],
      causes: [],
      refused: false,
      retained: false,
      count: 1200,
      resources: [
        { type: "aws:ec2/vpc:Vpc", name: "<subscription>", count: 400 },
        { type: "aws:s3/bucket:Bucket", name: "<subscription>--assets", count: 800 },
      ],
      tenants: tenants.map(({ tenant }) => tenant),
    },
  ]);
});

test("what is refused comes first, then the gravest, then the most common; tenants that come or go are not among them", () => {
  const changes = commonChanges(
    [
      diff("b", [
        step("create", "x"),
        step("update", "y", { paths: ["p"] }),
        step("update", "z", { paths: ["q"] }),
        step("delete", "v", { refused: true }),
        step("replace", "w", { paths: ["p"], causes: ["p"] }),
      ]),
      diff("a", [step("create", "x"), step("update", "z", { paths: ["q"] }), step("create", "k", { type: "other" })]),
      diff("c", [step("create", "x")], "added"),
    ],
    () => [],
  );
  expect(changes.map(({ op, paths, refused, tenants, count }) => [op, ...paths, refused, ...tenants, count])).toEqual([
    ["delete", true, "b", 1],
    ["replace", "p", false, "b", 1],
    ["update", "q", false, "a", "b", 2],
    ["update", "p", false, "b", 1],
    ["create", false, "a", "b", 2],
    ["create", false, "a", 1],
  ]);
});

test("what is created in the same tenants is one change, whatever types it is of", () => {
  const steps = [step("create", "x-one", { type: "b" }), step("create", "x-two"), step("delete", "x-three")];
  const changes = commonChanges([diff("a", steps), diff("b", steps)], () => ["x"]);
  expect(changes.map(({ op, count, resources }) => [op, count, resources])).toEqual([
    ["delete", 2, [{ type: "aws:s3/bucket:Bucket", name: "<subscription>-three", count: 2 }]],
    [
      "create",
      4,
      [
        { type: "aws:s3/bucket:Bucket", name: "<subscription>-two", count: 2 },
        { type: "b", name: "<subscription>-one", count: 2 },
      ],
    ],
  ]);
});

test("values are told where all have the same", () => {
  const values = (before: string) => [
    { path: "p", unknown: false, secret: false, before, after: 1 },
    { path: "q", unknown: false, secret: false, before: 0, after: 1 },
  ];
  const [change] = commonChanges(
    ["a", "b"].map((tenant) => diff(tenant, [step("update", "x", { paths: ["p", "q"], values: values(tenant) })])),
    () => [],
  );
  expect(change?.values).toEqual([{ path: "q", unknown: false, secret: false, before: 0, after: 1 }]);
});

test.each([
  ["web", ["web"], "<subscription>"],
  ["web--assets", ["web", "other"], "<subscription>--assets"],
  ["web-two-nat", ["web", "web-two"], "<subscription>-nat"],
  ["webcam", ["web"], "webcam"],
  ["eu-central-1-main", [], "eu-central-1-main"],
])("the name %s within %j is %s", (name, subscriptions, expected) => {
  expect(nameWithin(name, subscriptions)).toBe(expected);
});

test("a summary counts tenants and what is done to resources", () => {
  const steps = [
    step("create", "x"),
    step("delete", "y", { refused: true }),
    step("update", "z"),
    step("replace", "w"),
  ];
  expect(
    summarise([
      diff("a", steps),
      diff("b", [step("create", "x")], "added"),
      diff("c", [], "removed"),
      diff("d", [], "unchanged"),
      diff("e", [], "unknown"),
    ]),
  ).toEqual({
    added: 1,
    changed: 1,
    unchanged: 1,
    removed: 1,
    unknown: 1,
    create: 2,
    update: 1,
    replace: 1,
    delete: 1,
    refused: 1,
  });
});
