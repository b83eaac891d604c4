import { describe, expect, test } from "@jest/globals";

import { databaseChanges } from "../../../../../components/paas/database/stateful.ts";

const prod = { environment: "prod", cluster: "globex--apps--prod", version: 17, storageGiB: 50 };
const bundle = (...databases: object[]) => ({ environments: [], databases }) as never;

describe("what happens to databases", () => {
  test("nothing, when they stay, by whatever tier, or when there never were any", () => {
    const premium = { ...prod, instances: 3, vcpu: 4, backup: { schedule: "0 0 1 * * *" }, ownNodesOf: "globex" };
    expect(databaseChanges(bundle({ ...prod, instances: 1 }), bundle(premium))).toEqual([]);
    expect(databaseChanges({ environments: [] }, { environments: [] })).toEqual([]);
    expect(databaseChanges({ environments: [] }, undefined)).toEqual([]);
  });

  test("a major version is raised in place and never lowered", () => {
    expect(databaseChanges(bundle(prod), bundle({ ...prod, version: 18 }))).toEqual([
      {
        effect: "grown",
        part: 'database "prod"',
        property: "databases.version: 17 → 18",
        fix: "Raise it in a change of its own, at an hour at which the database may be away.",
      },
    ]);
    expect(databaseChanges(bundle(prod), bundle({ ...prod, version: 16 }))).toEqual([
      {
        effect: "replaced",
        part: 'database "prod"',
        property: "databases.version: 17 → 16",
        fix: "Keep 17; for an older one, order a database in another environment and move the data into it.",
      },
    ]);
  });

  test("storage shrinks never and grows alone", () => {
    expect(databaseChanges(bundle(prod), bundle({ ...prod, storageGiB: 40 }))).toEqual([
      {
        effect: "shrunk",
        part: 'database "prod"',
        property: "databases.storageGiB: 50 → 40",
        fix: "Keep 50; for less, order a database in another environment and move the data into it.",
      },
    ]);
    expect(databaseChanges(bundle(prod), bundle({ ...prod, storageGiB: 60 }))).toEqual([
      {
        effect: "grown",
        part: 'database "prod"',
        property: "databases.storageGiB: 50 → 60",
        fix: "Let it grow in a change of its own.",
      },
    ]);
  });

  test.each([
    ["removed", bundle(prod), bundle(), "databases: prod → none"],
    ["removed", bundle(prod), undefined, "databases: prod → none"],
    ["added", { environments: [] }, bundle(prod), "databases: none → prod"],
    ["replaced", bundle(prod), bundle({ ...prod, cluster: "other" }), "databases.cluster: globex--apps--prod → other"],
  ])("%s", (effect, running, wanted, property) => {
    const changes = databaseChanges(running, wanted);
    expect(changes).toEqual([expect.objectContaining({ effect, part: 'database "prod"', property })]);
  });
});
