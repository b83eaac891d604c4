import type { Estate, EstateTenant } from "../core/estate/estate.ts";
import { movePlanOf, type MovePlan } from "../core/moves/movePlan.ts";
import { cellStackName } from "../core/names/stackNames.ts";
import { jsonDigest } from "../core/jsonDigest.ts";
import { digestOf, type ResolvedTenant } from "../core/resolve/resolvedTenant.ts";
import type { SharedPart } from "../core/kinds/serviceKind.ts";
import type { Cell, KubernetesCell } from "../core/schema/cell.ts";

/** A tenant whose stack is run. */
export interface TenantSubject {
  readonly kind: "tenant";
  readonly resolved: ResolvedTenant;
  /** What the subscriptions should become, to be checked against what runs; absent where nothing moves, as in `destroy`. */
  readonly moves?: MovePlan | undefined;
}

/** A cell whose stack is run. */
export interface CellSubject {
  readonly kind: "cell";
  readonly cell: KubernetesCell;
  /** What it hosts for tenants of a tier; absent where it hosts nothing. */
  readonly shared?: readonly SharedPart[] | undefined;
}

/** Whose stack is run. Plain data, because another thread runs it. */
export type StackSubject = TenantSubject | CellSubject;

/** A tenant whose stack is to become what its manifest says on a day. */
export function tenantSubject(tenant: EstateTenant, estate: Estate, today: string): TenantSubject {
  return { kind: "tenant", resolved: tenant.resolved, moves: movePlanOf(tenant, estate, today) };
}

/** The id of the tenant or cell, by which people know it. */
export function idOf(subject: StackSubject): string {
  return subject.kind === "tenant" ? subject.resolved.id : subject.cell.id;
}

/** The stack's name. */
export function stackNameOf(subject: StackSubject): string {
  return subject.kind === "tenant" ? subject.resolved.id : cellStackName(subject.cell.id);
}

/** The cells that the stack has something in, each once. */
export function cellsOfSubject(subject: StackSubject): readonly Cell[] {
  if (subject.kind === "cell") return [subject.cell];
  const cells = subject.resolved.subscriptions.map(({ cell }) => cell);
  return [...new Map(cells.map((cell) => [cell.id, cell])).values()];
}

/** SHA-256 over the canonical JSON of what is applied to the stack: the resolved tenant, or the cell with what it hosts. */
export function subjectDigest(subject: StackSubject): string {
  if (subject.kind === "tenant") return digestOf(subject.resolved);
  const { cell, shared } = subject;
  return jsonDigest(shared === undefined ? cell : { cell, shared });
}
