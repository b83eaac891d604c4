import { createHash } from "node:crypto";

/** One part of the tenants, of so many that jobs at once divide them into. */
export interface Shard {
  /** Counts from 1. */
  readonly index: number;
  readonly of: number;
}

/**
 * The part that a tenant is in: by its id alone, so that adding a tenant moves no other, and all jobs agree without asking each other.
 * Parts are about as large as each other, never exactly.
 *
 * @returns a number from 1 to `of`.
 */
export function shardOf(id: string, of: number): number {
  // 48 bits, which a number holds exactly.
  return (createHash("sha256").update(id).digest().readUIntBE(0, 6) % of) + 1;
}
