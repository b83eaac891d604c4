import { isShare, poolOf, type CapacityPool } from "../estate/capacityPool.ts";
import type { LocatedClaim } from "../resolve/resolveTenant.ts";

/** Something that a cell has not enough left of. */
export interface Lack {
  /** Whether its head-room would not do either. */
  readonly evenWithHeadroom: boolean;
  /** As people read it, such as `main has 0 of 2 vpcs left, and 1 are needed`. */
  readonly text: string;
}

/**
 * What a newcomer's shares do not find in their cell, with its head-room left alone.
 *
 * @param own the newcomer's claims; all in one cell.
 * @param taken all other claims of the estate.
 */
export function lackingRoom(own: readonly LocatedClaim[], taken: readonly LocatedClaim[]): Lack[] {
  const used = sums(taken);
  return [...sums(own)].flatMap(([key, { sum: needed, pool, cellId, resource }]): Lack[] => {
    const before = used.get(key)?.sum ?? 0;
    if (before + needed <= pool.amountForNew) return [];
    const evenWithHeadroom = before + needed > pool.amount;
    const holder = pool.tenant === undefined ? "" : ` on nodes of ${pool.tenant}'s own`;
    const left = `${cellId} has ${rounded(Math.max(0, pool.amount - before))} of ${rounded(pool.amount)} ${resource} left${holder}`;
    const needs = `and ${rounded(needed)} are needed`;
    const kept = `of which it keeps ${rounded(pool.amount - pool.amountForNew)} for tenants that are there`;
    return [{ evenWithHeadroom, text: evenWithHeadroom ? `${left}, ${needs}` : `${left}, ${kept}, ${needs}` }];
  });
}

interface Sum {
  readonly sum: number;
  readonly pool: CapacityPool;
  readonly cellId: string;
  readonly resource: string;
}

/** All shares of each pool together. */
function sums(claims: readonly LocatedClaim[]): Map<string, Sum> {
  const all = new Map<string, Sum>();
  for (const located of claims.filter(isShare)) {
    const pool = poolOf(located);
    const { resource, amount } = located.claim;
    const sum = (all.get(pool.key)?.sum ?? 0) + amount;
    all.set(pool.key, { sum, pool, cellId: located.cell.id, resource });
  }
  return all;
}

/** Head-room in per cent makes fractions, which people need to two places. */
function rounded(amount: number): string {
  return String(Number(amount.toFixed(2)));
}
