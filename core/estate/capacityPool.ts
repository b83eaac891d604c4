import type { CapacityClaim } from "../kinds/serviceKind.ts";
import { ownValue } from "../ownValue.ts";
import type { LocatedClaim } from "../resolve/resolveTenant.ts";
import type { Cell } from "../schema/cell.ts";

/** One amount of a cell's that shares are taken from. */
export interface CapacityPool {
  /** Differs between any two pools of an estate. */
  readonly key: string;
  /** All that there is. */
  readonly amount: number;
  /** All that there is without what the cell keeps free for the tenants that it has. */
  readonly amountForNew: number;
  /** Where the amount stands in the cell, such as `limits.vpcs`. */
  readonly field: string;
  /** Whose nodes they are, where they are one tenant's own. */
  readonly tenant?: string;
}

/** A claim to a share of a cell, rather than to something for itself alone. */
export type LocatedShare = LocatedClaim & { readonly claim: CapacityClaim };

/** True for a claim to a share. */
export function isShare(located: LocatedClaim): located is LocatedShare {
  return located.claim.type === "capacity";
}

/**
 * What a share is taken from. Head-room is kept of what tenants share alone: nodes of a tenant's own have nobody else to keep it for,
 * and quotas of an AWS account are raised on request rather than bought in advance.
 *
 * @throws TypeError when the cell has no such resource, or no nodes for that tenant: a mistake of a kind's, which refuses such orders.
 */
export function poolOf({ claim, cell, owner }: LocatedShare): CapacityPool {
  const { resource } = claim;
  if (claim.pool === "own") return ownPool(cell, owner.split("/")[0] ?? owner, resource);
  const field = cell.target === "aws" ? "limits" : "capacity";
  const amounts: Readonly<Record<string, number>> = cell.target === "aws" ? cell.limits : cell.capacity;
  const amount = amountIn(amounts, resource, `a ${cell.target} cell`);
  const kept = cell.target === "aws" ? 0 : cell.headroomPercent;
  // Multiplied first: whole amounts then stay as exact as they can be.
  const amountForNew = (amount * (100 - kept)) / 100;
  return { key: `${cell.id} ${resource}`, amount, amountForNew, field: `${field}.${resource}` };
}

function ownPool(cell: Cell, tenant: string, resource: string): CapacityPool {
  const all = cell.target === "kubernetes" ? cell.ownNodes : [];
  const index = all.findIndex((nodes) => nodes.tenant === tenant);
  const nodes = all[index];
  if (nodes === undefined) throw new TypeError(`a kind asks the cell "${cell.id}" for nodes of ${tenant}'s own`);
  const { vcpu, memoryGiB, pods } = nodes;
  const amount = amountIn({ vcpu, memoryGiB, pods }, resource, "nodes of a tenant's own");
  const field = `ownNodes[${String(index)}].${resource}`;
  return { key: `${cell.id} ${resource} of ${tenant}`, amount, amountForNew: amount, field, tenant };
}

function amountIn(amounts: Readonly<Record<string, number>>, resource: string, asked: string): number {
  const amount = ownValue(amounts, resource);
  if (amount === undefined) throw new TypeError(`a kind asks ${asked} for "${resource}", which none has`);
  return amount;
}
