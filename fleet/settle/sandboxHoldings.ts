import type { Cell } from "../../core/schema/cell.ts";
import { listObjects, type SandboxObject } from "../../sandbox/install.ts";
import type { Holding } from "./holding.ts";

/**
 * What the sandbox holds in a cell; its inventory keeps the URN of everything.
 *
 * @param stack only what is of this stack; all when undefined.
 */
export async function sandboxHoldings(cell: Cell, inventory: string, stack: string | undefined): Promise<Holding[]> {
  const objects = await listObjects(inventory, stack);
  return objects.filter((object) => isIn(cell, object)).map((object) => toHolding(cell, object));
}

/** An account has what is in its regions and what is in none: second copies lie in another region of the same account. */
function isIn(cell: Cell, { target, scope }: SandboxObject): boolean {
  if (target !== cell.target) return false;
  if (cell.target === "kubernetes") return scope === cell.context;
  return scope.startsWith(`${cell.accountId}/`);
}

function toHolding(cell: Cell, { type, id, tags, urn, stack, createdAt }: SandboxObject): Holding {
  const texts = Object.entries(tags).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : []));
  const named = tags["Name"];
  return {
    stack,
    cell: cell.id,
    type,
    id,
    name: typeof named === "string" ? named : id,
    tags: Object.fromEntries(texts) as Record<string, string>,
    created: createdAt,
    urn,
  };
}
