import { describe, expect, test } from "@jest/globals";

import { protectionsLost } from "../../../../core/plans/protections.ts";

const inputs = (before: Record<string, unknown>, after: Record<string, unknown>): string[] =>
  protectionsLost({ inputs: before }, { inputs: after });

describe("a protection is taken away", () => {
  test.each([
    ["protect", { protect: true }, { protect: false }],
    ["protect", { protect: true }, {}],
    ["retainOnDelete", { retainOnDelete: true }, {}],
  ])("by the engine's mark %s", (mark, before, after) => {
    expect(protectionsLost(before, after)).toEqual([mark]);
    expect(protectionsLost(after, before)).toEqual([]);
    expect(protectionsLost(before, before)).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["deletionProtection", { deletionProtection: true }, { deletionProtection: false }],
    ["deletionProtection", { deletionProtection: true }, {}],
    ["enableDeletionProtection", { enableDeletionProtection: true }, { enableDeletionProtection: false }],
    ["deletionProtectionEnabled", { deletionProtectionEnabled: true }, {}],
    ["disableApiTermination", { disableApiTermination: true }, {}],
    ["skipDestroy", { skipDestroy: true }, { skipDestroy: false }],
    ["forceDestroy", { forceDestroy: false }, { forceDestroy: true }],
    ["forceDestroy", {}, { forceDestroy: true }],
    ["forceDelete", {}, { forceDelete: true }],
    ["skipFinalSnapshot", { skipFinalSnapshot: false }, { skipFinalSnapshot: true }],
    ["backupRetentionPeriod", { backupRetentionPeriod: 7 }, { backupRetentionPeriod: 0 }],
    ["reclaimPolicy", { reclaimPolicy: "Retain" }, { reclaimPolicy: "Delete" }],
    [
      "versioningConfiguration.status",
      { versioningConfiguration: { status: "Enabled" } },
      { versioningConfiguration: { status: "Suspended" } },
    ],
    [
      "spec.persistentVolumeReclaimPolicy",
      { spec: { persistentVolumeReclaimPolicy: "Retain" } },
      { spec: { persistentVolumeReclaimPolicy: "Delete" } },
    ],
    ["metadata.finalizers", { metadata: { finalizers: ["a", "b"] } }, { metadata: { finalizers: ["b", "c"] } }],
  ])("by the input %s", (path, before, after) => {
    expect(inputs(before, after)).toEqual([path]);
    expect(inputs(after, before).filter((lost) => lost !== "metadata.finalizers")).toEqual([]);
    expect(inputs(before, before)).toEqual([]);
  });

  test("where nobody knows before the run what it will be", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(inputs({ deletionProtection: true }, { deletionProtection: unknown })).toEqual(["deletionProtection"]);
    expect(inputs({ forceDestroy: false }, { forceDestroy: unknown })).toEqual(["forceDestroy"]);
  });

  test("not where a retention only becomes shorter", () => {
    expect(inputs({ backupRetentionPeriod: 30 }, { backupRetentionPeriod: 7 })).toEqual([]);
  });
});
