import { stringify } from "csv-stringify/sync";

import type { FocusColumn } from "../../core/focus/columns.ts";
import type { FocusRow } from "../../core/focus/focusRow.ts";

/**
 * Rows of FOCUS as comma-separated values (RFC 4180, UTF-8) with a heading. NULL is a field without anything in it, not even quotes.
 * Programs read these files: texts stand as they are, as the attribute String Handling asks for, also where a spreadsheet would take
 * one for a formula.
 */
export function focusCsv(rows: readonly FocusRow[], columns: readonly FocusColumn[]): string {
  const names = columns.map(({ name }) => name);
  return stringify(
    rows.map((row) => names.map((name) => row[name] ?? null)),
    { header: true, columns: names, record_delimiter: "windows" },
  );
}
