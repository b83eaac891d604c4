import type { Cell } from "../../core/schema/cell.ts";
import type { FleetLimits } from "../../core/schema/fleet.ts";
import type { StackSubject } from "../stackSubject.ts";
import type { Place } from "./runner.ts";

/** The cells that a subject's stack has something in, each once. */
export function cellsOf(subject: StackSubject): readonly Cell[] {
  if (subject.kind === "cell") return [subject.cell];
  const cells = subject.resolved.subscriptions.map(({ cell }) => cell);
  return [...new Map(cells.map((cell) => [cell.id, cell])).values()];
}

/** Where a subject counts: its cells, and the accounts and clusters that those are in. */
export function placesOf(subject: StackSubject, limits: Pick<FleetLimits, "perCell" | "perAccount">): readonly Place[] {
  const cells = cellsOf(subject);
  return [
    ...cells.map(({ id }) => ({ name: `cell ${id}`, atMost: limits.perCell })),
    ...[...new Set(cells.map(accountOf))].map((name) => ({ name, atMost: limits.perAccount })),
  ];
}

function accountOf(cell: Cell): string {
  return cell.target === "aws" ? `account ${cell.accountId}` : `cluster ${cell.clusterUid}`;
}
