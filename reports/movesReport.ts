import { counted } from "../core/counted.ts";
import { visible } from "../core/diagnostics/visible.ts";
import type { DueMovesDocument, ListedMove, MovesDocument } from "../core/results/moves.ts";
import { formatTable } from "./table.ts";

const heading = ["TENANT", "SUBSCRIPTION", "FROM", "TO", "WHEN", "DAYS LEFT", "NOTE"];

/** The end of `moves`: a row each pending move. */
export function formatMoves({ moves }: MovesDocument): string {
  if (moves.length === 0) return "No move is pending.";
  return formatTable(
    heading,
    moves.map((move) => rowOf(move, noteOf(move))),
  );
}

/** The end of `moves --due`: a row each move that is due, then why those are refused that are. */
export function formatDueMoves({ moves }: DueMovesDocument): string {
  if (moves.length === 0) return "No move is due.";
  const table = formatTable(
    heading,
    moves.map((move) => rowOf(move, move.result === "waits" ? noteOf(move) : move.result.replace("-", " "))),
  );
  const refused = moves.filter(({ result }) => result === "refused");
  const reasons = refused.map((move) =>
    [
      `${move.subscription} of ${move.tenant}:`,
      ...(move.problem === undefined ? [] : [`  ${move.problem}`]),
      ...move.refused.map(({ code, message, fix }) => `  ${code}: ${message}${fix === undefined ? "" : ` ${fix}`}`),
    ]
      .map(visible)
      .join("\n"),
  );
  const moved = moves.filter(({ result }) => result === "moved" || result === "would-move").length;
  const sum = `${String(moved)} of ${counted(moves.length, "move")} that ${moves.length === 1 ? "is" : "are"} due`;
  return [table, ...reasons, sum].join("\n\n");
}

function rowOf({ tenant, subscription, from, to, when, on, window, daysLeft }: ListedMove, note: string): string[] {
  const time = when === "renewal" ? `renewal ${on}` : `window ${window?.begin ?? `from ${on}`}`;
  return [tenant, subscription, from, to, time, daysLeft === undefined ? "-" : String(daysLeft), note].map(visible);
}

function noteOf({ waits, due, overdue }: ListedMove): string {
  if (waits === "frozen") return "no window: frozen";
  if (waits !== undefined) return `waits: ${waits}`;
  return [...(overdue ? ["overdue"] : []), ...(due ? ["due"] : [])].join(", ") || "-";
}
