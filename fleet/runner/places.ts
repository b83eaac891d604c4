import type { Cell } from "../../core/schema/cell.ts";
import type { FleetLimits } from "../../core/schema/fleet.ts";
import { cellsOfSubject, type StackSubject } from "../stackSubject.ts";
import type { Place } from "./runner.ts";

/** Where a subject counts: its cells, and the accounts and clusters that those are in. */
export function placesOf(subject: StackSubject, limits: Pick<FleetLimits, "perCell" | "perAccount">): readonly Place[] {
  const cells = cellsOfSubject(subject);
  return [
    ...cells.map(({ id }) => ({ name: `cell ${id}`, atMost: limits.perCell })),
    ...[...new Set(cells.map(accountOf))].map((name) => ({ name, atMost: limits.perAccount })),
  ];
}

function accountOf(cell: Cell): string {
  return cell.target === "aws" ? `account ${cell.accountId}` : `cluster ${cell.clusterUid}`;
}
