import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { join } from "node:path";

/** A row of a query, its columns by name; the queries cast all to text. */
export type Row = Readonly<Record<string, string | null>>;

/** A row for {@link UsageDatabase.fill}. */
type TextRow = readonly (string | null)[];

/** A database that lasts as long as usage is read: DuckDB, in a file of its own so that what does not fit into memory has a place. */
export class UsageDatabase {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /**
   * Opens a database that is empty.
   *
   * @param directory empty; for the database's file and what it puts aside.
   */
  static async open(directory: string): Promise<UsageDatabase> {
    // Loaded here because it is native and large, and only those who read usage need it.
    const { DuckDBInstance: Instance } = await import("@duckdb/node-api");
    const instance = await Instance.create(join(directory, "usage.duckdb"), {
      threads: "2",
      memory_limit: "600MB",
      temp_directory: join(directory, "spilled"),
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return new UsageDatabase(instance, connection);
  }

  /** Runs statements without a result. */
  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  /** The rows of a query that casts its columns to text, some thousand at a time. */
  async *rows(sql: string): AsyncGenerator<Row> {
    const result = await this.#connection.stream(sql);
    for await (const rows of result.yieldRowObjectJson()) yield* rows as Row[];
  }

  /** The whole number that a query has as its one value. */
  async count(sql: string): Promise<number> {
    const reader = await this.#connection.runAndReadAll(sql);
    return Number(reader.getRowsJson()[0]?.[0] ?? 0);
  }

  /** Puts rows into a table whose columns are text. */
  async fill(table: string, rows: Iterable<TextRow> | AsyncIterable<TextRow>): Promise<void> {
    const appender = await this.#connection.createAppender(table);
    for await (const row of rows) {
      for (const value of row) {
        if (value === null) appender.appendNull();
        else appender.appendVarchar(value);
      }
      appender.endRow();
    }
    appender.closeSync();
  }

  /** Ends it; its files may then be deleted. */
  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** A text as SQL has it between quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
