import { existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

/** Version of the schema below, kept in `user_version`. */
const schemaVersion = 1;

/** Moments are milliseconds since 1970 in UTC. What a column may lack is null. */
const schema = `
CREATE TABLE runs (
  id TEXT PRIMARY KEY, verb TEXT NOT NULL, arguments TEXT NOT NULL, actor TEXT NOT NULL,
  host TEXT NOT NULL, place TEXT, pid INTEGER NOT NULL, start_time INTEGER NOT NULL,
  began INTEGER NOT NULL, alive_until INTEGER NOT NULL, ended INTEGER, result TEXT, resumes TEXT
) WITHOUT ROWID;
CREATE TABLE tasks (
  run TEXT NOT NULL, stack TEXT NOT NULL, subject TEXT NOT NULL, digest TEXT,
  began INTEGER, ended INTEGER, result TEXT, failure TEXT, attempts INTEGER NOT NULL DEFAULT 0, cause TEXT,
  engine_pid INTEGER, engine_start_time INTEGER, engine_began INTEGER,
  PRIMARY KEY (run, stack)
) WITHOUT ROWID;
CREATE TABLE applied (
  stack TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, version TEXT NOT NULL, resources INTEGER NOT NULL, run TEXT NOT NULL, time INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE leases (stack TEXT PRIMARY KEY, run TEXT NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID;
`;

/** Not part of the schema's version: a journal that has none yet gets it. */
const index = "CREATE INDEX IF NOT EXISTS engines ON tasks (stack, engine_began) WHERE engine_began IS NOT NULL";

// SQLite's primary result codes (https://www.sqlite.org/rescode.html).
const corrupt = 11;
const notADatabase = 26;

/** How long an operation waits for other processes, in milliseconds; they hold the file for a few. */
const patience = 20_000;

/** A journal that a newer Tenantry has written. */
export class NewerJournalError extends Error {
  override readonly name = "NewerJournalError";
}

/** The journal's file. */
export class JournalDatabase {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  /**
   * Opens a journal, and makes it where none is. One that is damaged is put aside under another name, and a new one is begun: it only
   * remembers what states and targets know better.
   *
   * @param note is told of it.
   * @throws NewerJournalError when a newer version has written it, and an Error of SQLite's when the file cannot be used.
   */
  static open(file: string, note: (line: string) => void): JournalDatabase {
    mkdirSync(dirname(file), { recursive: true });
    const found = identityOf(file);
    try {
      return JournalDatabase.#openFile(file);
    } catch (error) {
      if (!isDamage(error)) throw error;
      // Another process may have begun a new one meanwhile.
      if (found === undefined || identityOf(file) !== found) return JournalDatabase.#openFile(file);
      const aside = putAside(file);
      note(
        `The journal ${file} is damaged. It is now ${aside}, and a new one is begun: what had not changed is looked at once more.`,
      );
      return JournalDatabase.#openFile(file);
    }
  }

  static #openFile(file: string): JournalDatabase {
    const connection = new DatabaseSync(file);
    const database = new JournalDatabase(connection);
    try {
      // A journal of rollbacks and not of writes ahead, because that works over a network's file system too. What the machine has not
      // written when it loses power is lost, and the file perhaps damaged: both cost a second look, and waiting for the disk costs
      // every run.
      connection.exec(
        `PRAGMA busy_timeout = ${String(patience)}; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF;`,
      );
      database.#prepare(file);
      return database;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  #prepare(file: string): void {
    if (this.#version() !== schemaVersion) {
      this.transaction(() => {
        const version = this.#version();
        if (version > schemaVersion) {
          throw new NewerJournalError(
            `The journal ${file} was written by a newer Tenantry (schema ${String(version)}; this one knows ${String(schemaVersion)}). ` +
              "Use that version, or move the file away to begin a new one.",
          );
        }
        if (version === 0) this.#connection.exec(`${schema} PRAGMA user_version = ${String(schemaVersion)};`);
      });
    }
    this.#connection.exec(index);
    if (this.get("PRAGMA quick_check(1)")?.["quick_check"] !== "ok") throw new DamageError(`${file} is damaged`);
  }

  #version(): number {
    return Number(this.get("PRAGMA user_version")?.["user_version"] ?? 0);
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** First row of a query, or undefined. */
  get(sql: string, ...parameters: SQLInputValue[]): Record<string, unknown> | undefined {
    return this.#statement(sql).get(...parameters);
  }

  /** All rows of a query. */
  all(sql: string, ...parameters: SQLInputValue[]): Record<string, unknown>[] {
    return this.#statement(sql).all(...parameters);
  }

  /** Runs a statement. */
  run(sql: string, ...parameters: SQLInputValue[]): void {
    this.#statement(sql).run(...parameters);
  }

  /** Does work that no other process can come between: all of it happens, or nothing. */
  transaction<T>(work: () => T): T {
    this.#connection.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#connection.exec("COMMIT");
      return result;
    } catch (error) {
      // Some errors, a full disk among them, have already rolled it back.
      if (this.#connection.isTransaction) this.#connection.exec("ROLLBACK");
      throw error;
    }
  }

  /** Closes the file, if that has not been done. */
  close(): void {
    if (this.#connection.isOpen) this.#connection.close();
  }
}

class DamageError extends Error {}

function isDamage(error: unknown): boolean {
  if (error instanceof DamageError) return true;
  if (typeof error !== "object" || error === null || !("errcode" in error) || typeof error.errcode !== "number")
    return false;
  return [corrupt, notADatabase].includes(error.errcode & 0xff);
}

function identityOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino;
}

/** Gives a file, and what SQLite keeps beside it, another name; returns that. */
function putAside(file: string): string {
  const aside = `${file}.damaged-${new Date().toISOString().replaceAll(":", "")}`;
  renameSync(file, aside);
  if (existsSync(`${file}-journal`)) renameSync(`${file}-journal`, `${aside}-journal`);
  return aside;
}
