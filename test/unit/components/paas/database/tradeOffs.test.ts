import { describe, expect, test } from "@jest/globals";

import { databaseTradeOffs } from "../../../../../components/paas/database/tradeOffs.ts";

const size = { vcpu: 1, memoryGiB: 2 };

describe("what databases of a tier leave open", () => {
  test("is nothing where there are none", () => {
    expect(databaseTradeOffs({})).toEqual([]);
  });

  test.each([
    [{ ...size, instances: 1 }, ["One instance of a database", "No backups of databases"]],
    [
      { ...size, instances: 1, backup: { everyHours: 168 } },
      [
        "One instance of a database",
        "Backups of databases by snapshots alone",
        "Backups of databases pile up",
        "Databases stop for their backups",
      ],
    ],
    [
      { ...size, instances: 3, backup: { everyHours: 6 } },
      ["Backups of databases by snapshots alone", "Backups of databases pile up"],
    ],
    [{ ...size, instances: 3 }, ["No backups of databases"]],
  ] as const)("is told of %j", (database, titles) => {
    expect(databaseTradeOffs({ database }).map(({ title }) => title)).toEqual([
      ...titles,
      "Databases reach the ports of the cluster's API everywhere",
      "Databases are updated when their stack is applied",
    ]);
  });

  test("says how far back a snapshot may be", () => {
    const texts = databaseTradeOffs({ database: { ...size, instances: 3, backup: { everyHours: 6 } } });
    expect(texts[0]?.text).toContain("up to 6 hours back");
  });
});
