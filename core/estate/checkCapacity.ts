import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { formatPath } from "../documents/sourceMap.ts";
import type { ResolvedWithClaims } from "../resolve/resolveTenant.ts";
import { isShare, poolOf, type CapacityPool, type LocatedShare } from "./capacityPool.ts";

/**
 * Tenants that a cell, or nodes of their own in it, have not enough left for. Admission is decided over the whole estate in one pass, in
 * the order in which contracts began (then of ids): a new customer never takes the place of an older one, and no order of files or runs
 * changes the answer. Head-room is for those who are there to use, so it counts as left.
 */
export function checkCapacity(tenants: readonly ResolvedWithClaims[]): Diagnostic[] {
  const taken = new Map<string, number>();
  return inOrderOfAdmission(tenants).flatMap(({ claims }) =>
    claims.flatMap((located) => {
      if (!isShare(located)) return [];
      const pool = poolOf(located);
      const { amount } = located.claim;
      const before = taken.get(pool.key) ?? 0;
      if (before + amount > pool.amount) return [describe(located, pool, before)];
      taken.set(pool.key, before + amount);
      return [];
    }),
  );
}

function inOrderOfAdmission(tenants: readonly ResolvedWithClaims[]): ResolvedWithClaims[] {
  return tenants.toSorted((a, b) => {
    const [first, second] = [a.resolved, b.resolved].map(({ contract, id }) => `${contract.start} ${id}`);
    return (first ?? "") < (second ?? "") ? -1 : 1;
  });
}

function describe(located: LocatedShare, pool: CapacityPool, before: number): Diagnostic {
  const { cell, claim, owner } = located;
  const left = String(Math.max(0, pool.amount - before));
  const what =
    pool.tenant === undefined
      ? `The cell "${cell.id}" has`
      : `The nodes of ${pool.tenant}'s own in the cell "${cell.id}" have`;
  const enlarge =
    cell.target === "aws"
      ? "have the account's quota raised"
      : pool.tenant === undefined
        ? "enlarge the cluster"
        : "add such nodes";
  return {
    code: "TEN212",
    severity: "error",
    message: `${what} ${left} of ${String(pool.amount)} ${claim.resource} left for ${owner}, which needs ${String(claim.amount)}.`,
    fix: `Choose another cell, or ${enlarge} and then raise ${pool.field} of the cell.`,
    field: formatPath(located.field),
    where: located.where,
  };
}
