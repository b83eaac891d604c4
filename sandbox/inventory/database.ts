/** The SQLite file under the inventory: opening, schema, transactions, and errors a person can act on. */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { SandboxError } from "../provider/errors.ts";

/** Version of the schema below, kept in `user_version`. */
export const SCHEMA_VERSION = 2;

const REFERENCES = `
CREATE TABLE object_references (
  target TEXT NOT NULL, scope TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL,
  to_scope TEXT NOT NULL, to_type TEXT NOT NULL, to_id TEXT NOT NULL, on_delete TEXT NOT NULL,
  PRIMARY KEY (target, to_scope, to_type, to_id, scope, type, id)
) WITHOUT ROWID;
CREATE INDEX object_references_by_source ON object_references (target, scope, type, id);
`;

/** Version 1 had references within one scope only. */
const FROM_VERSION_1 = `
ALTER TABLE object_references RENAME TO old_references;
DROP INDEX object_references_by_source;
${REFERENCES}
INSERT INTO object_references SELECT target, scope, type, id, scope, to_type, to_id, on_delete FROM old_references;
DROP TABLE old_references;
`;

const SCHEMA = `
CREATE TABLE objects (
  target TEXT NOT NULL, scope TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL,
  inputs TEXT NOT NULL, outputs TEXT NOT NULL, tags TEXT NOT NULL,
  urn TEXT NOT NULL, stack TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, birth TEXT NOT NULL, revision INTEGER NOT NULL,
  PRIMARY KEY (target, scope, type, id)
) WITHOUT ROWID;
CREATE INDEX objects_by_stack ON objects (stack);
${REFERENCES}
CREATE TABLE unique_names (
  name TEXT PRIMARY KEY, target TEXT NOT NULL, scope TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX unique_names_by_owner ON unique_names (target, scope, type, id);
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

// SQLite's primary result codes (https://www.sqlite.org/rescode.html).
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** How long an operation waits for other processes, in milliseconds. */
const WAIT = 60_000;

function resultCode(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}

function explain(file: string, error: unknown): unknown {
  const problems: Record<number, string> = {
    [BUSY]: `is in use by other processes and stayed locked for ${String(WAIT / 1000)} s; try again when they are done`,
    [LOCKED]: "is locked by this process; please report this as a bug",
    [READONLY]: "cannot be written: make the file and its directory writable, or choose another inventory",
    [IOERR]: "could not be read or written: check the disk and the file's permissions",
    [CORRUPT]: "is damaged: restore it from a copy, or move it away to begin with an empty sandbox",
    [FULL]:
      "cannot grow: database or disk is full. Free some space (or raise maxPageCount in sandbox.json) and run again",
    [CANTOPEN]: "cannot be opened: its directory must exist and be writable",
    [NOTADB]: "is not an SQLite database: move the file away to begin with an empty sandbox",
  };
  const problem = problems[resultCode(error) ?? -1];
  return problem === undefined ? error : new SandboxError(`sandbox inventory ${file} ${problem}`, { cause: error });
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** A connection to one inventory file. Every method that touches the file throws {@link SandboxError} with a remedy. */
export class Database {
  readonly file: string;
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Opens the file, creating it and its directory when absent. */
  constructor(file: string) {
    this.file = path.resolve(file);
    try {
      mkdirSync(path.dirname(this.file), { recursive: true });
    } catch (error) {
      throw new SandboxError(
        `sandbox inventory ${this.file} cannot be created: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      );
    }
    try {
      this.#connection = new DatabaseSync(this.file);
    } catch (error) {
      throw explain(this.file, error);
    }
    try {
      this.#prepareFile();
    } catch (error) {
      this.#connection.close();
      throw explain(this.file, error);
    }
  }

  #prepareFile(): void {
    this.#connection.exec(`PRAGMA busy_timeout = ${String(WAIT)}; PRAGMA synchronous = NORMAL;`);
    // Switching to WAL needs the file for itself and does not wait its turn by busy_timeout, so it is retried here.
    for (let attempt = 0; ; attempt++) {
      try {
        if (this.get("PRAGMA journal_mode")?.["journal_mode"] !== "wal")
          this.#connection.exec("PRAGMA journal_mode = WAL");
        break;
      } catch (error) {
        if (resultCode(error) !== BUSY || attempt >= 1000) throw error;
        pause(10 + (attempt % 10) * 5);
      }
    }
    if (this.#version() === SCHEMA_VERSION) return;
    this.transaction(() => {
      const version = this.#version();
      if (version === SCHEMA_VERSION) return;
      if (version > 1) {
        throw new SandboxError(
          `sandbox inventory ${this.file} has schema version ${String(version)}, but this program knows version ` +
            `${String(SCHEMA_VERSION)}: use the program that made it, or move the file away to begin with an empty sandbox`,
        );
      }
      if (version === 1) {
        this.#connection.exec(FROM_VERSION_1);
      } else {
        this.#connection.exec(SCHEMA);
        this.run("INSERT INTO settings VALUES ('sealKey', ?)", randomBytes(32).toString("hex"));
      }
      this.#connection.exec(`PRAGMA user_version = ${String(SCHEMA_VERSION)}`);
    });
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

  /** Runs a statement and returns how many rows it changed. */
  run(sql: string, ...parameters: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...parameters).changes);
  }

  /** Limits the file to so many pages, so that a full disk can be produced for real. 0 lifts the limit. */
  limitPages(count: number): void {
    this.#connection.exec(`PRAGMA max_page_count = ${String(count === 0 ? 4_294_967_294 : count)}`);
  }

  /** Runs `work` as one transaction that no other process can interleave with: all of it happens, or nothing. */
  transaction<T>(work: () => T): T {
    try {
      this.#connection.exec("BEGIN IMMEDIATE");
      let result: T;
      try {
        result = work();
        this.#connection.exec("COMMIT");
      } catch (error) {
        // Some errors (a full disk among them) have already rolled the transaction back.
        if (this.#connection.isTransaction) this.#connection.exec("ROLLBACK");
        throw error;
      }
      return result;
    } catch (error) {
      throw explain(this.file, error);
    }
  }

  close(): void {
    this.#connection.close();
  }
}
