import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { Journal, type NewRun } from "../../fleet/journal/journal.ts";
import type { TestEstate } from "./cli.ts";

/** Journals of one directory, which goes when the test ends. */
export interface TestJournals {
  readonly directory: string;
  readonly file: string;
  /** What was noted. */
  readonly notes: string[];
  /** Begins a run over these stacks; it ends with the test. */
  readonly begin: (run: string, stacks: readonly string[], more?: Partial<NewRun>) => Journal;
  /** Changes or reads what the file holds, past the journal. */
  readonly sql: (text: string) => Record<string, unknown>[];
  readonly remove: () => void;
}

/** Makes a directory for journals. */
export function testJournals(): TestJournals {
  const directory = mkdtempSync(join(tmpdir(), "tenantry-journal-"));
  const file = join(directory, "journal.sqlite");
  const notes: string[] = [];
  const open = new Set<Journal>();
  return {
    directory,
    file,
    notes,
    begin: (run, stacks, more = {}) => {
      const tasks = stacks.map((stack) => ({ stack, subject: stack }));
      const actor = { user: "ann", host: "h-1" };
      const begun = Journal.begin(
        file,
        { run, verb: "up", actor, refresh: false, tasks, ...more },
        (line) => void notes.push(line),
      );
      if (begun === undefined) throw new Error(notes.join("\n"));
      open.add(begun);
      return begun;
    },
    sql: (text) => {
      const database = new DatabaseSync(file);
      try {
        return database.prepare(text).all();
      } finally {
        database.close();
      }
    },
    remove: () => {
      for (const journal of open) journal.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Makes an estate's next `up` ask the engine also where nothing has changed. */
export function forgetRuns({ stateDirectory }: TestEstate): void {
  rmSync(join(stateDirectory, "runs"), { recursive: true, force: true });
}
