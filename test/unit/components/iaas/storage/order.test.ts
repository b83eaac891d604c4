import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import { storageEntitlements, storageFeatures, storageOrder } from "../../../../../components/iaas/storage/order.ts";

const order = z.strictObject(storageOrder);
const volume = { name: "data", sizeGiB: 100, zone: "a" };

/** Where an order is wrong, and why. */
function wrongs(value: unknown): string[] {
  const issues = order.safeParse(value).error?.issues ?? [];
  return issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("an order of storage", () => {
  test("may be empty, and so may what a tier has and grants of it", () => {
    expect(order.parse({})).toEqual({ buckets: [], volumes: [], fileSystems: [] });
    expect(z.strictObject(storageFeatures).parse({})).toEqual({});
    expect(z.strictObject(storageEntitlements).parse({ buckets: 1 })).toEqual({
      buckets: 1,
      volumes: 0,
      storageGiB: 0,
      fileSystems: 0,
    });
  });

  test("has volumes of whole GiB up to 64 TiB, in a zone by its letter", () => {
    expect(wrongs({ volumes: [volume, { ...volume, sizeGiB: 1 }, { ...volume, sizeGiB: 65_536 }] })).toEqual([]);
    expect(wrongs({ volumes: [{ ...volume, sizeGiB: 0 }] })).toEqual([
      "volumes.0.sizeGiB: Too small: expected number to be >=1",
    ]);
    expect(wrongs({ volumes: [{ ...volume, sizeGiB: 65_537 }] })).toEqual([
      "volumes.0.sizeGiB: Too big: expected number to be <=65536",
    ]);
    expect(wrongs({ volumes: [{ ...volume, zone: "eu-central-1a" }] })).toEqual([
      "volumes.0.zone: a zone is one letter, such as a",
    ]);
  });
});
