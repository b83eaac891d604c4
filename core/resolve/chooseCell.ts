import { didYouMean } from "../diagnostics/nearest.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Cell, Target } from "../schema/cell.ts";
import type { SubscriptionManifest } from "../schema/tenant.ts";

type Problem = Pick<Diagnostic, "code" | "message" | "allowed" | "fix">;

/**
 * The cell of a subscription: the named one, or the only one of its target in the tenant's region that is open to the tenant. Among
 * several none is chosen here, by no rule: what runs would move when the rule's answer changed. `new tenant` chooses once and writes it down.
 */
export function chooseCell(
  subscription: SubscriptionManifest,
  tenantId: string,
  region: string,
  target: Target,
  cells: readonly Cell[],
): { readonly cell: Cell } | { readonly problem: Problem } {
  const fitting = cells.filter((cell) => cell.target === target && cell.region === region && isOpenTo(cell, tenantId));
  const allowed = fitting.map((cell) => cell.id).join(", ") || `the estate has no ${target} cell in ${region}`;
  if (subscription.cell === undefined) {
    const [only, ...others] = fitting;
    if (only !== undefined && others.length === 0) return { cell: only };
    const message =
      only === undefined
        ? `No cell in ${region} hosts the service "${subscription.service}".`
        : `Several cells in ${region} can host the service "${subscription.service}".`;
    return { problem: { code: "TEN204", message, allowed, fix: 'Name one with "cell".' } };
  }
  const named = cells.find((cell) => cell.id === subscription.cell);
  const found = fitting.find((cell) => cell.id === subscription.cell);
  if (found !== undefined) return { cell: found };
  if (named !== undefined && !isOpenTo(named, tenantId)) {
    const message = `The cell "${named.id}" is kept for another tenant.`;
    return { problem: { code: "TEN222", message, allowed, fix: "Choose one that is not." } };
  }
  const message =
    named === undefined
      ? `The cell "${subscription.cell}" does not exist.`
      : named.target === target
        ? `The cell "${named.id}" is in ${named.region}, the tenant in ${region}.`
        : `The cell "${named.id}" is ${named.target}; the service "${subscription.service}" needs ${target}.`;
  const fix = didYouMean(
    subscription.cell,
    fitting.map((cell) => cell.id),
  );
  return { problem: { code: "TEN204", message, allowed, ...(fix !== undefined && { fix }) } };
}

/** Whether a tenant may land in a cell: it is shared, or the tenant's own. */
export function isOpenTo(cell: Cell, tenantId: string): boolean {
  return cell.target !== "aws" || cell.tenant === undefined || cell.tenant === tenantId;
}
