import type { RunOutcome } from "../../core/results/runOutcome.ts";
import type { Cell } from "../../core/schema/cell.ts";
import { cellsOfSubject, type StackSubject } from "../stackSubject.ts";

/** When a run starts no more. */
export interface HaltRules {
  /** How many subjects may fail; the next failure stops the rest. `Infinity` stops nothing. */
  readonly tolerated: number;
  /** After so many subjects in a row that a cell's target failed, the rest of the cell is not started. */
  readonly cellFailures: number;
}

/** That something is not started any more. */
export interface Halt {
  /** The cell whose rest it is; null for all the rest. */
  readonly cell: string | null;
  readonly reason: string;
}

/** Decides what is still started, by how what was started before has ended. */
export interface Halting {
  /** Takes note of an end; gives what is no more started from now on. */
  readonly ended: (subject: StackSubject, outcome: RunOutcome) => readonly Halt[];
  /** Why a subject is not started; undefined when it is. */
  readonly whyNot: (subject: StackSubject) => string | undefined;
}

/** Begins with nothing that has ended. */
export function startHalting({ tolerated, cellFailures }: HaltRules): Halting {
  let failures = 0;
  let all: Halt | undefined;
  const inARow = new Map<string, number>();
  const cells = new Map<string, Halt>();

  const countFailure = (): Halt[] => {
    failures += 1;
    if (all !== undefined || failures <= tolerated) return [];
    all = { cell: null, reason: overBudget(failures, tolerated) };
    return [all];
  };
  const countInCell = ({ id }: Cell): Halt[] => {
    const count = (inARow.get(id) ?? 0) + 1;
    inARow.set(id, count);
    if (count < cellFailures || cells.has(id)) return [];
    const halt = { cell: id, reason: brokenCell(id, count) };
    cells.set(id, halt);
    return [halt];
  };
  return {
    ended: (subject, outcome) => {
      if (outcome.result === "failed") {
        const failed = targetFailed(outcome) ? failedCells(subject, outcome.errors) : [];
        return [...countFailure(), ...failed.flatMap(countInCell)];
      }
      // What was not touched says nothing of its target.
      if (outcome.attempts > 0 && outcome.result !== "interrupted")
        for (const { id } of cellsOfSubject(subject)) inARow.delete(id);
      return [];
    },
    whyNot: (subject) => (all ?? cellsOfSubject(subject).flatMap(({ id }) => cells.get(id) ?? [])[0])?.reason,
  };
}

/** Whether it was rather the target that failed than what is asked of it. */
function targetFailed({ failure }: RunOutcome): boolean {
  return failure === "throttled" || failure === "transient" || failure === "timed-out";
}

/**
 * The cells that a failure speaks against: those of the targets whose resources failed. Where the errors name none, as when a run took
 * too long, all of them.
 */
function failedCells(subject: StackSubject, errors: readonly string[]): readonly Cell[] {
  const cells = cellsOfSubject(subject);
  const named = cells.filter(({ target }) => errors.some((error) => ofTarget[target].test(error)));
  return named.length > 0 ? named : cells;
}

/** An error that begins with a resource's type, which tells its target, alone or after the components that it is in. */
const ofTarget = { aws: /^(?:[^\s$]+\$)*aws:/, kubernetes: /^(?:[^\s$]+\$)*kubernetes:/ } as const;

function overBudget(failures: number, tolerated: number): string {
  if (tolerated === 0) return "One has failed, and with --fail-fast nothing is started after that.";
  return `${String(failures)} have failed, and no more than ${String(tolerated)} may.`;
}

function brokenCell(id: string, count: number): string {
  const times = count === 1 ? "has" : "have";
  return (
    `The cell "${id}" does not answer as it should: ${String(count)} in a row ${times} failed there, by no fault of their own. ` +
    "Run the rest again when it does."
  );
}
