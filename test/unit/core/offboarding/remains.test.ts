import { describe, expect, test } from "@jest/globals";

import { formerObjectOf, joinFormer } from "../../../../core/offboarding/formerObjects.ts";
import { judgeRemains } from "../../../../core/offboarding/remains.ts";
import type { FormerObject } from "../../../../core/results/certificate.ts";
import type { FoundOrphan } from "../../../../core/results/orphans.ts";

const cell = "eu-central-1-main";
const urn = (type: string, name: string): string => `urn:pulumi:acme::tenantry::${type}::${name}`;
const rows: readonly (readonly [type: string, name: string, id: string, inputs: Readonly<Record<string, unknown>>])[] =
  [
    ["aws:rds/instance:Instance", "web--main", "acme-web-main", { finalSnapshotIdentifier: "acme-web-main-final" }],
    [
      "aws:rds/instance:Instance",
      "web--test",
      "acme-web-test",
      { finalSnapshotIdentifier: "x", skipFinalSnapshot: true },
    ],
    ["aws:ebs/volume:Volume", "web--data", "vol-1", { finalSnapshot: true, tags: { Name: "acme--web--data" } }],
    ["aws:ebs/volume:Volume", "web--scratch", "vol-2", { tags: { Name: "acme--web--scratch" } }],
    ["aws:kms/key:Key", "web-key", "key-1", { deletionWindowInDays: 7 }],
    ["aws:kms/key:Key", "apps-key", "key-2", {}],
    ["aws:s3/bucket:Bucket", "web--assets", "acme-assets", {}],
  ];
const had: FormerObject[] = rows.map(([type, name, id, inputs]) =>
  formerObjectOf({ urn: urn(type, name), type, id, inputs }, cell),
);

const found = (type: string, id: string, tags: Record<string, string> = {}): FoundOrphan => {
  return {
    stack: "acme",
    inEstate: true,
    cell,
    type,
    id,
    name: tags["Name"] ?? id,
    created: null,
    tags,
    underWay: false,
  };
};
const snapshot = found("rds:snapshot", "arn:aws:rds:eu-central-1:000000000000:snapshot:acme-web-main-final");
const ofVolume = found("ec2:snapshot", "arn:aws:ec2:eu-central-1::snapshot/snap-1", { Name: "acme--web--data" });
const judge = (objects: FoundOrphan[], today: string) =>
  judgeRemains(objects, { had, deleted: "2026-12-31", snapshotDays: 14, today });

describe("what is still there after a deletion", () => {
  test.each<[string, FoundOrphan, string]>([
    ["the last snapshot of a database", snapshot, "2027-01-14"],
    ["the last snapshot of a volume", ofVolume, "2027-01-14"],
    ["a key that waits for its end", found("aws:kms/key:Key", "key-1"), "2027-01-07"],
    ["a key of the usual time", found("aws:kms/key:Key", "key-2"), "2027-01-30"],
  ])("may be %s, until its day", (_what, object, until) => {
    const { kept, left } = judge([object], until);
    expect([kept.map((each) => [each.id, each.until]), left]).toEqual([[[object.id, until]], []]);
    const after = new Date(Date.parse(until) + 86_400_000).toISOString().slice(0, 10);
    expect(judge([object], after)).toEqual({ kept: [], left: [object] });
  });

  test.each<[string, FoundOrphan]>([
    ["a bucket, though the tenant had it", found("aws:s3/bucket:Bucket", "acme-assets")],
    ["a database itself", found("aws:rds/instance:Instance", "acme-web-main")],
    ["a snapshot of another name", found("rds:snapshot", "arn:aws:rds:eu-central-1:000000000000:snapshot:by-hand")],
    [
      "a snapshot of a database that leaves none",
      found("rds:snapshot", "arn:aws:rds:eu-central-1:000000000000:snapshot:x"),
    ],
    ["a snapshot of a volume that leaves none", found("ec2:snapshot", "snap-2", { Name: "acme--web--scratch" })],
    ["a key that it never had", found("aws:kms/key:Key", "key-3")],
  ])("may not be %s", (_what, object) => {
    expect(judge([object], "2026-12-31")).toEqual({ kept: [], left: [object] });
  });

  test("is told by names that people know", () => {
    expect(judge([snapshot], "2026-12-31").kept).toEqual([
      {
        type: "rds:snapshot",
        name: snapshot.id,
        id: snapshot.id,
        cell,
        why: "the last snapshot of web--main",
        until: "2027-01-14",
      },
    ]);
  });
});

test("what a tenant had is remembered over a deletion that was cut off, each object once", () => {
  const [database, , , , , , bucket] = had;
  if (database === undefined || bucket === undefined) throw new Error("there is no such object");
  expect(joinFormer([database, bucket], [bucket])).toEqual([bucket, database]);
  expect(joinFormer([], had)).toEqual(had);
});
