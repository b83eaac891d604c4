import { expect, test } from "@jest/globals";

import type { DriftedObject, TenantDrift } from "../../../core/results/drift.ts";
import { formatDrift } from "../../../reports/driftReport.ts";

const tenant = { tenant: "acme", targets: [], seconds: 1.25, errors: [] };

test("a clean tenant is a row and nothing else", () => {
  expect(formatDrift([{ ...tenant, result: "clean", objects: [] }])).toBe(
    ["TENANT  CHANGED  MISSING  FOREIGN  RESULT  TIME", "acme    0        0        0        clean   1.3 s"].join("\n"),
  );
});

test("what drifted is named with its place and properties, then come the causes", () => {
  const object: DriftedObject = {
    cell: "eu-1",
    kind: "RoleBinding",
    namespace: "prod",
    name: "x",
    drift: "foreign",
    relevance: "security",
    paths: [],
    repaired: true,
  };
  const bucket: DriftedObject = {
    ...object,
    kind: "aws:s3/bucket:Bucket",
    namespace: "",
    name: "data",
    drift: "changed",
    relevance: "cosmetic",
    paths: ["tags.a", "tags.b"],
    repaired: false,
  };
  const drifted: TenantDrift = { ...tenant, result: "drifted", objects: [object, bucket], errors: ["one\ntwo"] };
  expect(formatDrift([drifted])).toBe(
    [
      "TENANT  CHANGED  MISSING  FOREIGN  RESULT   TIME",
      "acme    1        0        1        drifted  1.3 s",
      "",
      "TENANT  DRIFT    MATTERS FOR  OBJECT                     WHERE       REPAIRED  PROPERTIES",
      "acme    foreign  security     RoleBinding x              eu-1: prod  yes       -",
      "acme    changed  cosmetic     aws:s3/bucket:Bucket data  eu-1        no        tags.a, tags.b",
      "",
      "acme:\n  one\n  two",
    ].join("\n"),
  );
});
