/** What the stacks of cells are told from those of tenants by: no tenant's id begins so. */
const cellPrefix = "cell-";

/** The name of the stack of a cell: `cell-eu-shared-1`. A tenant's stack has the tenant's id. */
export function cellStackName(cellId: string): string {
  return `${cellPrefix}${cellId}`;
}

/** The id of the cell whose stack has this name; undefined for a tenant's. */
export function cellOfStack(stack: string): string | undefined {
  return stack.startsWith(cellPrefix) ? stack.slice(cellPrefix.length) : undefined;
}
