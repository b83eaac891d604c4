import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { formatPath } from "../documents/sourceMap.ts";
import type { LocatedClaim, ResolvedWithClaims } from "../resolve/resolveTenant.ts";
import type { Cell } from "../schema/cell.ts";

/**
 * Tenants that a cell has not enough left for. Admission is decided over the whole estate in one pass, in the order in which
 * contracts began (then of ids): a new customer never takes the place of an older one, and no order of files or runs changes the answer.
 */
export function checkCapacity(tenants: readonly ResolvedWithClaims[]): Diagnostic[] {
  const taken = new Map<string, number>();
  return inOrderOfAdmission(tenants).flatMap(({ claims }) =>
    claims.flatMap((located) => {
      const { claim, cell } = located;
      if (claim.type !== "capacity") return [];
      const available = amountOf(cell, claim.resource);
      const key = `${cell.id} ${claim.resource}`;
      const before = taken.get(key) ?? 0;
      if (before + claim.amount > available) return [describe(located, cell, claim, before, available)];
      taken.set(key, before + claim.amount);
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

/**
 * How much of a resource a cell has.
 *
 * @throws TypeError when no cell of that target has such a resource, which is a mistake of a kind's.
 */
export function amountOf(cell: Cell, resource: string): number {
  const amounts: Readonly<Record<string, number>> = cell.target === "aws" ? cell.limits : cell.capacity;
  const amount = Object.hasOwn(amounts, resource) ? amounts[resource] : undefined;
  if (amount === undefined) throw new TypeError(`a kind asks a ${cell.target} cell for "${resource}", which none has`);
  return amount;
}

function describe(
  located: LocatedClaim,
  cell: Cell,
  claim: { readonly resource: string; readonly amount: number },
  before: number,
  available: number,
): Diagnostic {
  const field = cell.target === "aws" ? "limits" : "capacity";
  const left = String(Math.max(0, available - before));
  return {
    code: "TEN212",
    severity: "error",
    message:
      `The cell "${cell.id}" has ${left} of ${String(available)} ${claim.resource} left for ${located.owner}, ` +
      `which needs ${String(claim.amount)}.`,
    fix:
      cell.target === "aws"
        ? `Choose another cell, or have the account's quota raised and then ${field}.${claim.resource} of the cell.`
        : `Choose another cell, or enlarge the cluster and then ${field}.${claim.resource} of the cell.`,
    field: formatPath(located.field),
    where: located.where,
  };
}
