import { cellOfStack } from "../names/stackNames.ts";

/** Whose a stack is: a tenant's, or what the tenants of a cell share. */
export interface StackOwner {
  readonly kind: "tenant" | "cell";
  /** The tenant's or the cell's id. */
  readonly id: string;
}

/** Whose the stack of this name is. */
export function ownerOf(stack: string): StackOwner {
  const cell = cellOfStack(stack);
  return cell === undefined ? { kind: "tenant", id: stack } : { kind: "cell", id: cell };
}
