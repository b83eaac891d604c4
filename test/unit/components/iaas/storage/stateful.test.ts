import { describe, expect, test } from "@jest/globals";

import { storageChanges } from "../../../../../components/iaas/storage/stateful.ts";
import type { Json, StatefulChange } from "../../../../../core/kinds/serviceKind.ts";

const bucket = (name: string) => ({ name, bucketName: `northwind--acme--web--${name}` });
const volume = (name: string, sizeGiB: number, zone = "a") => ({
  name,
  volumeName: `acme--web--${name}`,
  sizeGiB,
  availabilityZone: `eu-central-1${zone}`,
});
const fileSystem = (name: string, owner = "acme--web") => ({ name, fileSystemName: `${owner}--${name}` });

/** What is said of each change, in short. */
const said = (running: Json, wanted: Json | undefined): string[] =>
  storageChanges(running, wanted).map(({ effect, part, property }) => `${part} ${effect}: ${property}`);

const full = {
  buckets: [bucket("assets")],
  volumes: [volume("data", 100)],
  fileSystems: [fileSystem("shared")],
  accessLogs: { bucketName: "logs", retentionDays: 30, accountId: "111122223333" },
};

describe("storage that holds data", () => {
  test("does not change when nothing of it does, nor when only its rules or tags do", () => {
    expect(said(full, full)).toEqual([]);
    const other = {
      ...full,
      buckets: [{ ...bucket("assets"), noncurrentDays: 30, accessLogPrefix: "buckets/assets/" }],
      volumes: [{ ...volume("data", 100), volumeName: "other" }],
      accessLogs: { ...full.accessLogs, retentionDays: 365 },
    };
    expect(said(full, other)).toEqual([]);
  });

  test("comes and goes by name", () => {
    const wanted = { buckets: [bucket("media")], volumes: [volume("more", 10)], fileSystems: [fileSystem("home")] };
    expect(storageChanges({ ...full, accessLogs: undefined } as unknown as Json, wanted)).toMatchObject([
      { effect: "removed", id: "buckets/assets" },
      { effect: "added", id: "buckets/media" },
      { effect: "removed", id: "volumes/data" },
      { effect: "added", id: "volumes/more" },
      { effect: "removed", id: "fileSystems/shared" },
      { effect: "added", id: "fileSystems/home" },
    ]);
  });

  test("goes as a whole when the subscription ends", () => {
    expect(said(full, undefined)).toEqual([
      'bucket "assets" removed: buckets: assets → none',
      'volume "data" removed: volumes: data → none',
      'file system "shared" removed: fileSystems: shared → none',
      "access logs removed: accessLogs.bucketName: logs → none",
    ]);
  });

  test("of a version that had buckets alone only gains", () => {
    expect(said({ network: { cidr: "10.0.0.0/20" }, buckets: [bucket("assets")] }, full)).toEqual([
      'volume "data" added: volumes: none → data',
      'file system "shared" added: fileSystems: none → shared',
    ]);
  });

  test("is made anew under another name on AWS", () => {
    expect(said(full, { ...full, fileSystems: [fileSystem("shared", "other--web")] })).toEqual([
      'file system "shared" replaced: fileSystems.fileSystemName: acme--web--shared → other--web--shared',
    ]);
    expect(said(full, { ...full, accessLogs: { bucketName: "other" } })).toEqual([
      "access logs replaced: accessLogs.bucketName: logs → other",
    ]);
  });
});

test("access logs that a tier no longer keeps would go; that it begins to keep them loses nothing", () => {
  const { accessLogs, ...without } = full;
  expect(accessLogs.bucketName).toBe("logs");
  expect(storageChanges(full, without)).toEqual([
    {
      effect: "removed",
      part: "access logs",
      id: "accessLogs",
      property: "accessLogs.bucketName: logs → none",
      fix: "Keep a tier that records requests, and what its name is made of.",
    },
  ]);
  expect(storageChanges(without, full)).toEqual([]);
});

describe("a volume", () => {
  const changes = (from: Json, to: Json): StatefulChange[] => storageChanges({ volumes: [from] }, { volumes: [to] });
  const part = { part: 'volume "data"', id: "volumes/data" };

  test("grows in place", () => {
    expect(changes(volume("data", 100), volume("data", 200))).toEqual([
      {
        ...part,
        effect: "grown",
        property: "volumes.sizeGiB: 100 → 200",
        fix: "Order it in a change of its own.",
      },
    ]);
  });

  test("cannot shrink", () => {
    expect(changes(volume("data", 100), volume("data", 99))).toEqual([
      {
        ...part,
        effect: "shrunk",
        property: "volumes.sizeGiB: 100 → 99",
        fix: "Order 100 GiB or more; or a smaller volume of another name, and copy what is on it.",
      },
    ]);
  });

  test("is made anew in another zone, whatever its size", () => {
    const replaced = {
      ...part,
      effect: "replaced",
      property: "volumes.availabilityZone: eu-central-1a → eu-central-1b",
      fix: "Keep it in eu-central-1a; order a volume of another name there, and copy what is on it.",
    };
    expect(changes(volume("data", 100), volume("data", 100, "b"))).toEqual([replaced]);
    expect(changes(volume("data", 100), volume("data", 200, "b"))).toMatchObject([replaced, { effect: "grown" }]);
  });
});
