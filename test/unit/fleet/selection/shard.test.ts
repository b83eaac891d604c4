import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { shardOf } from "../../../../fleet/selection/shard.ts";

const id = fc.stringMatching(/^[a-z](?:-?[a-z0-9]){0,20}$/);

test("a tenant is in one shard of the division, which its id alone decides", () => {
  fc.assert(
    fc.property(id, fc.integer({ min: 1, max: 999 }), (tenant, of) => {
      const shard = shardOf(tenant, of);
      expect(Number.isInteger(shard) && shard >= 1 && shard <= of).toBe(true);
    }),
  );
});

test("the division is the same in every release: jobs of two versions still share no tenant", () => {
  const tenants = ["acme", "globex", "hooli", "initech", "umbrella", "a"];
  expect(tenants.map((tenant) => shardOf(tenant, 8))).toEqual([2, 5, 8, 5, 1, 4]);
  expect(tenants.map((tenant) => shardOf(tenant, 3))).toEqual([3, 2, 3, 1, 3, 1]);
});

test("shards are about as large as each other", () => {
  const sizes = new Map<number, number>();
  for (let index = 0; index < 8_000; index += 1) {
    const shard = shardOf(`tenant-${String(index)}`, 8);
    sizes.set(shard, (sizes.get(shard) ?? 0) + 1);
  }
  expect([...sizes.keys()].toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(Math.min(...sizes.values())).toBeGreaterThan(900);
  expect(Math.max(...sizes.values())).toBeLessThan(1_100);
});
