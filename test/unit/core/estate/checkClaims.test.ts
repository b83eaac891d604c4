import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { checkClaims } from "../../../../core/estate/checkClaims.ts";
import { overlaps, subBlock } from "../../../../core/network/cidrBlock.ts";
import type { Cell } from "../../../../core/schema/cell.ts";
import type { LocatedClaim, ResolvedWithClaims } from "../../../../core/resolve/resolveTenant.ts";

/** checkClaims reads nothing of a tenant but its claims. */
const tenant = (...claims: LocatedClaim[]) => ({ claims }) as unknown as ResolvedWithClaims;

const cell = { id: "c" } as Cell;

const claimed = (type: "name" | "network", value: string, order: number, scope = "here"): LocatedClaim => ({
  claim: { type, scope, value, path: [] },
  cell,
  owner: `t${String(order)}/web`,
  field: ["spec"],
  where: { path: `t${String(order)}.yaml`, line: order + 1, column: 1 },
});

const block = fc
  .integer({ min: 26, max: 32 })
  .chain((prefix) =>
    fc.integer({ min: 0, max: 2 ** (prefix - 24) - 1 }).map((n) => subBlock("10.0.0.0/24", prefix, n)),
  );

test("finds an overlap exactly when a comparison of all pairs does", () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
      const pairs = blocks.some((a, i) => blocks.some((b, j) => j > i && overlaps(a, b)));
      const found = checkClaims(blocks.map((value, order) => tenant(claimed("network", value, order))));
      expect(found.length > 0).toBe(pairs);
    }),
  );
});

test("names both owners of a name, and leaves equal names of other scopes alone", () => {
  const tenants = [
    tenant(claimed("name", "x", 0)),
    tenant(claimed("name", "x", 1)),
    tenant(claimed("name", "x", 2, "elsewhere")),
  ];
  expect(checkClaims(tenants)).toEqual([
    {
      code: "TEN209",
      severity: "error",
      message: 'The name "x" is taken (t0/web, t0.yaml:1:1).',
      fix: "Change one of the two.",
      field: "spec",
      where: { path: "t1.yaml", line: 2, column: 1 },
    },
  ]);
});
