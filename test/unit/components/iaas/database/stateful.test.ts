import { describe, expect, test } from "@jest/globals";

import { databaseChanges } from "../../../../../components/iaas/database/stateful.ts";

const main = { name: "main", identifier: "acme-0-web-0-main", engine: "postgres-16", storageGiB: 50 };
const bundle = (...databases: object[]) => ({ network: {}, databases }) as never;

describe("what happens to databases", () => {
  test("nothing, when they stay or when there never were any", () => {
    expect(databaseChanges(bundle(main), bundle({ ...main, instanceType: "db.m7g.large" }))).toEqual([]);
    expect(databaseChanges({ network: {} }, { network: {} })).toEqual([]);
  });

  test("another engine or major version is another database", () => {
    expect(databaseChanges(bundle(main), bundle({ ...main, engine: "postgres-17" }))).toEqual([
      {
        effect: "replaced",
        part: 'database "main"',
        property: "databases.engine: postgres-16 → postgres-17",
        fix: "Keep postgres-16; order a database of another name with postgres-17, move the data into it, and end this one after it.",
      },
    ]);
  });

  test("storage shrinks never and grows alone", () => {
    expect(databaseChanges(bundle(main), bundle({ ...main, storageGiB: 40 }))).toEqual([
      {
        effect: "shrunk",
        part: 'database "main"',
        property: "databases.storageGiB: 50 → 40",
        fix: "Keep 50; for less, order a database of another name and move the data into it.",
      },
    ]);
    expect(databaseChanges(bundle(main), bundle({ ...main, storageGiB: 60 }))).toEqual([
      {
        effect: "grown",
        part: 'database "main"',
        property: "databases.storageGiB: 50 → 60",
        fix: "Let it grow in a change of its own.",
      },
    ]);
  });

  test.each([
    ["removed", bundle(main), bundle(), "databases: main → none"],
    ["removed", bundle(main), undefined, "databases: main → none"],
    ["added", { network: {} }, bundle(main), "databases: none → main"],
    [
      "replaced",
      bundle(main),
      bundle({ ...main, identifier: "other" }),
      "databases.identifier: acme-0-web-0-main → other",
    ],
  ])("%s", (effect, running, wanted, property) => {
    const changes = databaseChanges(running, wanted);
    expect(changes).toEqual([expect.objectContaining({ effect, part: 'database "main"', property })]);
  });
});
