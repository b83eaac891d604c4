import type { FocusColumn } from "../../core/focus/columns.ts";
import type { FocusRow } from "../../core/focus/focusRow.ts";
import { replaceBy } from "../files.ts";

/** The most digits that a decimal of Parquet's has here. */
const digits = 38;

/**
 * Writes rows of FOCUS as a Parquet file: texts, instants as timestamps in UTC, and decimals with as many places as the column needs, so
 * that every amount is exact. The file appears whole or not at all, and in the place of one of its name.
 *
 * @param path absolute.
 */
export async function writeParquet(
  path: string,
  rows: readonly FocusRow[],
  columns: readonly FocusColumn[],
): Promise<void> {
  // Loaded here because it is native and large, and only Parquet needs it.
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`CREATE TABLE texts (${columns.map(({ name }) => `"${name}" VARCHAR`).join(", ")})`);
    const appender = await connection.createAppender("texts");
    for (const row of rows) {
      for (const { name } of columns) {
        const value = row[name];
        if (value === undefined) appender.appendNull();
        else appender.appendVarchar(value);
      }
      appender.endRow();
    }
    appender.closeSync();
    const typed = columns.map((column) => `CAST("${column.name}" AS ${typeOf(column, rows)}) AS "${column.name}"`);
    await replaceBy(path, async (temporary) => {
      await connection.run(
        `COPY (SELECT ${typed.join(", ")} FROM texts) TO '${temporary.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`,
      );
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function typeOf({ name, type }: FocusColumn, rows: readonly FocusRow[]): string {
  if (type === "text") return "VARCHAR";
  if (type === "instant") return "TIMESTAMPTZ";
  let places = 2;
  for (const row of rows) places = Math.max(places, row[name]?.split(".")[1]?.length ?? 0);
  return `DECIMAL(${String(digits)}, ${String(places)})`;
}
