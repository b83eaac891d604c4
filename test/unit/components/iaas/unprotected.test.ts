import { expect, test } from "@jest/globals";

import { partsWithData } from "../../../../components/iaas/unprotected.ts";

test("the parts with data of an order are the entries of its lists that hold data, and what its tier brings", () => {
  const order = { buckets: ["assets"], databases: [{ name: "main" }], volumes: [{ name: "data" }], fileSystems: [] };
  expect(partsWithData(order, ["key", "backups"])).toEqual([
    "buckets/assets",
    "volumes/data",
    "databases/main",
    "key",
    "backups",
  ]);
});
