import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { checkCapacity } from "../../../../core/estate/checkCapacity.ts";
import type { LocatedClaim, ResolvedWithClaims } from "../../../../core/resolve/resolveTenant.ts";
import type { Cell } from "../../../../core/schema/cell.ts";

const aws = { id: "main", target: "aws", limits: { vpcs: 5, buckets: 100 } } as unknown as Cell;
const cluster = {
  id: "shared",
  target: "kubernetes",
  capacity: { vcpu: 8, memoryGiB: 32, storageGiB: 100, pods: 110 },
  ownNodes: [
    { tenant: "z", vcpu: 64, memoryGiB: 64, pods: 110 },
    { tenant: "a", vcpu: 4, memoryGiB: 16, pods: 50 },
  ],
  headroomPercent: 50,
} as unknown as Cell;

interface Order {
  readonly id: string;
  readonly start: string;
  readonly cell: Cell;
  readonly resource: string;
  readonly amount: number;
  readonly pool?: "own";
}

/** A tenant that claims one share; checkCapacity reads nothing else of it. */
const tenantOf = ({ id, start, cell, resource, amount, pool }: Order): ResolvedWithClaims => {
  const claim: LocatedClaim = {
    claim: { type: "capacity", resource, amount, path: [], ...(pool && { pool }) },
    cell,
    owner: `${id}/web`,
    field: ["spec", "subscriptions", 0, "spec"],
    where: { path: `tenants/${id}.yaml`, line: 1, column: 1 },
  };
  return { resolved: { id, contract: { start } }, claims: [claim] } as unknown as ResolvedWithClaims;
};

const vpc = (id: string, start = "2026-01-01"): Order => ({ id, start, cell: aws, resource: "vpcs", amount: 1 });
const refused = (orders: readonly Order[]): string[] => {
  return checkCapacity(orders.map(tenantOf)).map(
    ({ where }) => /tenants\/(.*)\.yaml/.exec(where?.path ?? "")?.[1] ?? "",
  );
};

describe("a cell's limits", () => {
  test("C8: the sixth VPC of an account with five is refused before any apply, and the limit named", () => {
    const tenants = ["a", "b", "c", "d", "e", "f"].map((id) => tenantOf(vpc(id)));
    expect(checkCapacity(tenants.slice(0, 5))).toEqual([]);
    expect(checkCapacity(tenants)).toEqual([
      {
        code: "TEN212",
        severity: "error",
        message: 'The cell "main" has 0 of 5 vpcs left for f/web, which needs 1.',
        fix: "Choose another cell, or have the account's quota raised and then raise limits.vpcs of the cell.",
        field: "spec.subscriptions[0].spec",
        where: { path: "tenants/f.yaml", line: 1, column: 1 },
      },
    ]);
  });

  test("a cluster's capacity bounds what is granted together, each resource for itself", () => {
    const memory = { cell: cluster, resource: "memoryGiB", start: "2026-01-01" };
    const orders = [
      { ...memory, id: "a", amount: 20 },
      { ...memory, id: "b", amount: 20 },
      { ...memory, id: "c", amount: 12 },
      { ...memory, id: "d", resource: "pods", amount: 110 },
    ];
    // What does not fit takes nothing away from those after it.
    expect(refused(orders)).toEqual(["b"]);
    expect(checkCapacity(orders.map(tenantOf))[0]?.message).toBe(
      'The cell "shared" has 12 of 32 memoryGiB left for b/web, which needs 20.',
    );
  });

  test("a new customer never takes the place of an older one", () => {
    const older = ["m", "n", "o", "p", "q"].map((id) => vpc(id, "2026-01-01"));
    expect(refused([vpc("a", "2026-02-01"), ...older])).toEqual(["a"]);
  });

  test("C9: the answer does not depend on the order in which tenants come, and never overshoots", () => {
    const order = fc.record({
      id: fc.uuid(),
      start: fc.constantFrom("2026-01-01", "2026-02-01", "2026-03-01"),
      cell: fc.constant(cluster),
      resource: fc.constantFrom("vcpu", "pods"),
      amount: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(order, { selector: ({ id }) => id, maxLength: 8 }), (orders) => {
        const out = new Set(refused(orders));
        expect(new Set(refused(orders.toReversed()))).toEqual(out);
        for (const [resource, available] of [
          ["vcpu", 8],
          ["pods", 110],
        ] as const) {
          const admitted = orders.filter(({ id, resource: of }) => of === resource && !out.has(id));
          expect(admitted.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(available);
        }
      }),
    );
  });

  test("head-room is there for those who are", () => {
    expect(refused([{ id: "a", start: "2026-01-01", cell: cluster, resource: "vcpu", amount: 8 }])).toEqual([]);
  });

  test("nodes of a tenant's own bound what it is granted on them, and take nothing of what is shared", () => {
    const own = { start: "2026-01-01", cell: cluster, resource: "vcpu", pool: "own" } as const;
    const ofAll = { id: "b", start: "2026-01-01", cell: cluster, resource: "vcpu", amount: 8 };
    expect(refused([{ ...own, id: "a", amount: 4 }, ofAll])).toEqual([]);
    expect(checkCapacity([tenantOf({ ...own, id: "a", amount: 5 })])).toEqual([
      {
        code: "TEN212",
        severity: "error",
        message: `The nodes of a's own in the cell "shared" have 4 of 4 vcpu left for a/web, which needs 5.`,
        fix: "Choose another cell, or add such nodes and then raise ownNodes[1].vcpu of the cell.",
        field: "spec.subscriptions[0].spec",
        where: { path: "tenants/a.yaml", line: 1, column: 1 },
      },
    ]);
  });

  test("a kind that claims nodes of their own for a tenant without, or storage on them, has a bug that is said to be one", () => {
    const own = { start: "2026-01-01", cell: cluster, amount: 1, pool: "own" } as const;
    expect(() => refused([{ ...own, id: "b", resource: "vcpu" }])).toThrow(`"shared" for nodes of b's own`);
    expect(() => refused([{ ...own, id: "a", resource: "storageGiB" }])).toThrow(
      `asks nodes of a tenant's own for "storageGiB"`,
    );
  });

  test("a kind that asks for what no cell has is a bug, and said to be one", () => {
    expect(() => refused([{ ...vpc("a"), resource: "gpus" }])).toThrow('asks a aws cell for "gpus"');
  });
});
