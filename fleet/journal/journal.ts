import { join, resolve } from "node:path";

import type { EstateManifest } from "../../core/schema/estate.ts";
import type { RunOutcome } from "../../core/results/runOutcome.ts";
import type { RunResult } from "../../core/results/runs.ts";
import type { TrailRecord } from "../../core/trail/trailEntry.ts";
import { thisProcess, type ProcessIdentity } from "../leases/processes.ts";
import { JournalDatabase, NewerJournalError } from "./database.ts";

/** Where the journal of an estate lies. */
export function journalFile(estateDirectory: string, { spec }: EstateManifest): string {
  return join(resolve(estateDirectory, spec.fleet.journal.directory), "journal.sqlite");
}

/** How long a run counts as alive after it last said so, in milliseconds, where its process cannot be looked at. */
export const lifetime = 90_000;

/** A run that begins. */
export interface NewRun extends Pick<TrailRecord, "run" | "verb" | "actor"> {
  /** Whether it asks the targets first. */
  readonly refresh: boolean;
  /** The run that it goes on with. */
  readonly resumes?: string | undefined;
  readonly tasks: readonly { readonly stack: string; readonly subject: string }[];
}

/** What a stack was brought to, and by which state that is known. */
export interface Applied {
  readonly fingerprint: string;
  /** The version of the state that the run left. */
  readonly version: string;
  readonly resources: number;
}

/**
 * One run's hand on the journal. What cannot be written is told once and then left: the journal is a memory, and what it forgets costs a
 * second look.
 */
export class Journal {
  /** What the run is called. */
  readonly run: string;
  readonly #database: JournalDatabase;
  readonly #note: (line: string) => void;
  #failed = false;
  /** What ended without anything having been begun, written at once when the run ends. */
  readonly #untouched: [stack: string, outcome: RunOutcome][] = [];
  readonly #beat: NodeJS.Timeout;

  private constructor(database: JournalDatabase, run: string, note: (line: string) => void) {
    this.#database = database;
    this.run = run;
    this.#note = note;
    this.#beat = setInterval(() => {
      this.attempt((written) => {
        written.run("UPDATE runs SET alive_until = ? WHERE id = ?", Date.now() + lifetime, this.run);
      });
    }, lifetime / 5).unref();
  }

  /**
   * Opens the journal for a run that begins.
   *
   * @param note is told what is wrong with the journal.
   * @returns undefined where it cannot be opened.
   * @throws NewerJournalError when a newer version has written it.
   */
  static begin(file: string, run: NewRun, note: (line: string) => void): Journal | undefined {
    let database: JournalDatabase;
    try {
      database = JournalDatabase.open(file, note);
    } catch (error) {
      if (error instanceof NewerJournalError) throw error;
      note(notKept(error));
      return undefined;
    }
    const journal = new Journal(database, run.run, note);
    journal.attempt(() => {
      insertRun(database, run, thisProcess());
    });
    return journal;
  }

  /** Works on the journal; undefined where that does not succeed, now or before. */
  attempt<T>(work: (database: JournalDatabase) => T): T | undefined {
    if (this.#failed) return undefined;
    try {
      return work(this.#database);
    } catch (error) {
      this.#failed = true;
      this.#note(notKept(error));
      return undefined;
    }
  }

  /** Writes that the engine is about to be started on a stack. */
  taskBegan(stack: string, digest: string): void {
    this.attempt((database) => {
      database.run(
        "UPDATE tasks SET began = ?, digest = ? WHERE run = ? AND stack = ?",
        Date.now(),
        digest,
        this.run,
        stack,
      );
    });
  }

  /** Writes which process the engine is that works on a stack. */
  engineStarted(stack: string, { pid, startTime }: Pick<ProcessIdentity, "pid" | "startTime">): void {
    this.attempt((database) => {
      database.run(
        "UPDATE tasks SET engine_pid = ?, engine_start_time = ?, engine_began = ? WHERE run = ? AND stack = ?",
        ...[pid, startTime, Date.now(), this.run, stack],
      );
    });
  }

  /** Writes how it ended on a stack. Where nothing was begun that waits until the run ends. */
  taskEnded(stack: string, outcome: RunOutcome): void {
    if (outcome.attempts === 0) this.#untouched.push([stack, outcome]);
    else
      this.attempt((database) => {
        writeEnd(database, this.run, stack, outcome);
      });
  }

  /**
   * Whether the last run before this one that has started an engine on a stack is known not to have ended well there: it failed, or was
   * never heard of again.
   */
  endedBadly(stack: string): boolean {
    const last = this.attempt((database) =>
      database.get(
        `SELECT result FROM tasks WHERE stack = ? AND run <> ? AND engine_began IS NOT NULL ORDER BY engine_began DESC LIMIT 1`,
        ...[stack, this.run],
      ),
    );
    return last !== undefined && ([null, "failed", "interrupted"] as unknown[]).includes(last["result"]);
  }

  /** What a stack was last brought to; undefined when that is not known. */
  applied(stack: string): Applied | undefined {
    const row = this.attempt((database) =>
      database.get("SELECT fingerprint, version, resources FROM applied WHERE stack = ?", stack),
    );
    return row as unknown as Applied | undefined;
  }

  /** Remembers what a stack was brought to. */
  remember(stack: string, { fingerprint, version, resources }: Applied): void {
    this.attempt((database) => {
      database.run(
        "INSERT OR REPLACE INTO applied (stack, fingerprint, version, resources, run, time) VALUES (?, ?, ?, ?, ?, ?)",
        ...[stack, fingerprint, version, resources, this.run, Date.now()],
      );
    });
  }

  /** Writes how the run ended, and lets go of everything. */
  end(result: RunResult): void {
    this.attempt((database) => {
      database.transaction(() => {
        for (const [stack, outcome] of this.#untouched) writeEnd(database, this.run, stack, outcome);
        database.run("DELETE FROM leases WHERE run = ?", this.run);
        database.run("UPDATE runs SET ended = ?, result = ? WHERE id = ?", Date.now(), result, this.run);
      });
    });
    this.close();
  }

  /** Lets go of the file without a word; harmless when it is closed. */
  close(): void {
    clearInterval(this.#beat);
    this.#failed = true;
    this.#database.close();
  }
}

/** How many runs are remembered. */
const remembered = 200;

function insertRun(database: JournalDatabase, run: NewRun, { host, place, pid, startTime }: ProcessIdentity): void {
  const now = Date.now();
  const { refresh, resumes = null } = run;
  database.transaction(() => {
    database.run(
      `INSERT INTO runs (id, verb, arguments, actor, host, place, pid, start_time, began, alive_until, resumes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[run.run, run.verb, JSON.stringify({ refresh }), JSON.stringify(run.actor), host, place, pid, startTime],
      ...[now, now + lifetime, resumes],
    );
    for (const { stack, subject } of run.tasks) {
      database.run("INSERT INTO tasks (run, stack, subject) VALUES (?, ?, ?)", run.run, stack, subject);
    }
    // A run that holds something is not forgotten before somebody has taken that over.
    database.run(
      `DELETE FROM runs WHERE id NOT IN (SELECT run FROM leases)
       AND id NOT IN (SELECT id FROM runs ORDER BY began DESC, id LIMIT ${String(remembered)})`,
    );
    database.run("DELETE FROM tasks WHERE run NOT IN (SELECT id FROM runs)");
  });
}

function writeEnd(database: JournalDatabase, run: string, stack: string, outcome: RunOutcome): void {
  const { result, failure, attempts, errors } = outcome;
  database.run(
    "UPDATE tasks SET ended = ?, result = ?, failure = ?, attempts = ?, cause = ? WHERE run = ? AND stack = ?",
    ...[Date.now(), result, failure, attempts, failedResource(errors), run, stack],
  );
}

/**
 * The resource at which it failed, such as `aws:ec2/vpc:Vpc web-vpc`; null where none is named. It is all that is kept of an error: what
 * follows are a target's words, and those may quote anything.
 */
export function failedResource(errors: readonly string[]): string | null {
  const named = /^(?:[a-z]+:[\w$:/.-]+\$)?((?:aws|kubernetes):[\w:/.-]+ [\w.-]{1,200}): /.exec(errors[0] ?? "");
  return named?.[1] ?? null;
}

function notKept(error: unknown): string {
  // Not `instanceof`: SQLite's errors are made outside of where a test runs.
  const reason = (error as { readonly message?: string }).message ?? String(error);
  return (
    `The journal of runs cannot be kept: ${reason}. The run goes on without it: Pulumi's own locks still keep others from its stacks, ` +
    "and what has not changed is looked at again."
  );
}
